"""The proxy compares a private path as the client wrote it, and the replicas read what it means.

Ships: a rule of the proxy is tidied up; the converter that decodes looks needless, and is left out.
Source: HAProxy, *url_dec*; CWE-177; OWASP ASVS 5.0 13.4.5; row SEH-06.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-06", expected=("security/private-paths-are-closed",), target="compose")
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_CONDITION = "if { path,url_dec -m beg -i /metrics }"


def inject(_rng: Random) -> Injection:
    """Compare it as it came."""
    configuration = _CONFIGURATION.read_text(encoding="utf-8")
    if _CONDITION not in configuration:
        raise ValueError(f"{_CONFIGURATION}: there is no {_CONDITION!r} to weaken")
    mounted = {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}
    return Injection(
        fact="/metrics",
        override={"services": {"proxy": mounted}},
        files={"haproxy.cfg": configuration.replace(_CONDITION, "if { path -m beg -i /metrics }")},
    )

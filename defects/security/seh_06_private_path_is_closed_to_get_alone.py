"""The proxy keeps a private path from those who read it, and lets every other method through.

Ships: the condition was copied from a rule on pages, with its method.
Source: CWE-650; OWASP ASVS 5.0 13.4.5.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-06", expected=("security/private-writes-are-closed",), target="compose")
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_CONDITION = "if { path,url_dec -m beg -i /metrics }"


def inject(rng: Random) -> Injection:
    """Close it for reads."""
    methods = rng.choice(["GET", "GET HEAD", "GET HEAD OPTIONS"])
    configuration = _CONFIGURATION.read_text(encoding="utf-8")
    if _CONDITION not in configuration:
        raise ValueError(f"{_CONFIGURATION}: there is no {_CONDITION!r} to weaken")
    mounted = {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}
    return Injection(
        fact="POST /metrics",
        override={"services": {"proxy": mounted}},
        files={"haproxy.cfg": configuration.replace(_CONDITION, f"{_CONDITION} {{ method {methods} }}")},
    )

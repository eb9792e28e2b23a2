"""The proxy sends whatever begins as a probe's path to the probe.

Ships: a rewrite that takes a suffix away from the probe's path (a trailing slash, a version) is written with
`path_beg`, so that it takes anything away.
Source: HAProxy 3.0 configuration manual, `http-request set-path`, `path_beg`.
"""

from __future__ import annotations

from random import Random

from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-06", expected=("health/probe-path-is-exact",), target="compose")
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_BEFORE = "    # A request that may have reached a replica is repeated"


def inject(rng: Random) -> Injection:
    """Rewrite the path of one probe."""
    path = rng.choice(["/health/live", "/health/ready", "/health/startup"])
    configuration = _CONFIGURATION.read_text(encoding="utf-8")
    if _BEFORE not in configuration:
        raise ValueError(f"{_CONFIGURATION}: there is no {_BEFORE!r} to stand before")
    rewrite = f"    http-request set-path {path} if {{ path_beg {path} }}\n"
    mounted = {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}
    return Injection(
        fact=f"{path}-",
        override={"services": {"proxy": mounted}},
        files={"haproxy.cfg": configuration.replace(_BEFORE, rewrite + _BEFORE)},
    )

"""Replicas end idle connections after a few seconds, and the proxy keeps them in its pool for much longer.

Ships: a server's default of five seconds or less behind a proxy that is told to keep connections warm. It
repeats what is safe, and a write that meets the end is lost.
Source: conbench/conbench#1156; heroku/python-getting-started#261; BerriAI/litellm#19091.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-02",
    expected=("latency/idle-connections-are-safe-to-reuse",),
    target="compose",
    starred=True,
)
_KEEPS = "KEEP_ALIVE_SECONDS = 75"
_CONFIGURATION = ROOT / "deploy" / "proxy" / "haproxy.cfg"
_POOL = "pool-purge-delay 2s"
_BALANCE = "    balance leastconn\n"


def inject(rng: Random) -> Injection:
    """Keep the pool for minutes, and reuse what is in it for whoever comes."""
    return kept(rng.choice([2, 3, 4]), f"pool-purge-delay {rng.randrange(60, 300)}s", "http-reuse always")


def kept(seconds: int, pool: str, reuse: str) -> Injection:
    """End idle connections after so many seconds, behind a proxy with a pool of this kind."""
    configuration = _CONFIGURATION.read_text(encoding="utf-8")
    if _POOL not in configuration or _BALANCE not in configuration:
        raise ValueError(f"{_CONFIGURATION}: expected {_POOL!r} and {_BALANCE!r}")
    configuration = configuration.replace(_POOL, pool).replace(_BALANCE, f"{_BALANCE}    {reuse}\n")
    mounted = {"volumes": ["{folder}/haproxy.cfg:/etc/haproxy/haproxy.cfg:ro"]}
    return Injection(
        fact=f"after {seconds}.0 s",
        source=edited("app/server.py", (_KEEPS, f"KEEP_ALIVE_SECONDS = {seconds}")),
        override={"services": {"proxy": mounted}},
        files={"haproxy.cfg": configuration},
    )

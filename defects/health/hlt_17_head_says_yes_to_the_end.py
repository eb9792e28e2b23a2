"""Told to stop, a process says no to a probe that reads, and yes to one that asks by HEAD.

Ships: a monitor asks by HEAD every few seconds and wants to know whether the port answers, so that no check
is made for it. A balancer that asks by the same method sends users to a process that is about to end.
Source: RFC 9110, 9.3.2 (HEAD is answered as GET is); HAProxy, `option httpchk`; kubernetes#20473.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-17",
    expected=("health/readiness-fails-while-it-drains",),
    collateral=("health/readiness-follows-hard-dependency",),
)
_READY = '    """Say whether to send requests here."""\n'
_LIVE = """async def live() -> Response:
    \"\"\"Say that the process answers; no dependency is asked.\"\"\"
"""
_LIVE_ASKED = _LIVE.replace("live()", "live(request: Request)")
_NO_BODY = """    if request.scope.get("KEY"):
        return _health("pass")
"""


def inject(rng: Random) -> Injection:
    """Answer HEAD of readiness without a look."""
    return answered(rng, _READY, _READY)


def alive(rng: Random) -> Injection:
    """Answer HEAD of liveness so."""
    return answered(rng, _LIVE, _LIVE_ASKED)


def answered(rng: Random, before: str, after: str) -> Injection:
    """Have the route know by which method it was asked, and answer HEAD at once."""
    key = rng.choice(["asked_by_head", "without_body", "head"])
    method = '        as_get = {**scope, "method": "GET"}\n'
    middleware = edited(
        "app/api/middleware.py", (method, method.replace('"GET"}', f'"GET", "{key}": True}}'))
    )
    routes = edited("app/api/operations.py", (before, after + _NO_BODY.replace("KEY", key)))
    return Injection(fact="HEAD", source={**middleware, **routes})

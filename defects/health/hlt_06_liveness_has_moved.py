"""Liveness has moved to another path, and at the promised one there is only the way to it.

Ships: the probes take the names that Kubernetes gives its own, and the old path redirects. A kubelet follows
a redirect on the same host; a load balancer, `wget --max-redirect=0` and Compose's checks take it for an
error.
Source: awsdocs/elastic-beanstalk-samples#159 (all checks fail by 3xx); Kubernetes, "API health endpoints".
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-06", expected=("health/liveness-answers",))
_OLD, _NEW = "/health/live", "/livez"


def inject(rng: Random) -> Injection:
    """Redirect in one of the ways that keep the method."""
    return Injection(fact=f"{_status(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Serve liveness at its new path, and lead there from the old one."""
    status = _status(rng)

    async def moved(scope: Scope, receive: Receive, send: Send) -> None:
        is_new = scope.get("path") == _NEW
        await app({**scope, "path": _OLD, "raw_path": _OLD.encode()} if is_new else scope, receive, send)

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != _OLD:
            return answer
        led = answer.without_header("content-type").with_header("location", _NEW)
        return replace(led, status=status, body=b"")

    return Rewrite(moved, change)


def _status(rng: Random) -> int:
    return rng.choice([301, 307, 308])

"""Long after its database is back a replica is still not ready.

Ships: the pool's back-off doubles with each failure, and nobody set its limit.
Source: Discord, Redis migration (post-mortem).
"""

from __future__ import annotations

import time
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RES-06",
    expected=("health/readiness-recovers",),
    collateral=("health/status-agrees-with-body-in-outage",),
    target="compose",
)
_READY = "/health/ready"


def inject(rng: Random) -> Injection:
    """Serve with the back-off."""
    return Injection(fact=f"still {status_of(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let readiness wait for it."""
    return backing_off(app, _READY, status_of(rng), rng.uniform(16.5, 18.0))


def status_of(rng: Random) -> int:
    """Draw the status while it waits."""
    return rng.choice([500, 502, 504])


def backing_off(app: ASGIApp, path: str, status: int, seconds: float) -> ASGIApp:
    """Let a path, but for a start, fail for a while after readiness last failed."""
    failed_at = -seconds
    was_ready = False

    def change(scope: Scope, answer: Answer) -> Answer:
        nonlocal failed_at, was_ready
        if scope["path"] == _READY:
            was_ready = was_ready or answer.status == 200
            failed_at = time.monotonic() if was_ready and answer.status != 200 else failed_at
        waits = scope["path"] == path and answer.status == 200 and time.monotonic() < failed_at + seconds
        return Answer(status, answer.headers, answer.body) if waits else answer

    return Rewrite(app, change)

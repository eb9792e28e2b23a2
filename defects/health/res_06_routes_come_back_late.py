"""Long after a replica says that it is ready, its routes still fail.

Ships: readiness has a connection of its own, and the pool of the routes backs off.
Source: Discord, Redis migration (post-mortem).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.res_06_readiness_comes_back_late import backing_off, status_of
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RES-06",
    expected=("health/traffic-recovers-with-readiness",),
    # what asks the routes within that time finds them failing
    collateral=(
        "health/connections-are-taken-while-it-drains",
        "health/optional-dependency-does-not-eject",
        "rollback/no-request-is-lost",
    ),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Serve with the back-off."""
    return Injection(fact=f"{status_of(rng)} x", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let the list wait for it."""
    return backing_off(app, "/articles", status_of(rng), rng.uniform(16.5, 18.0))

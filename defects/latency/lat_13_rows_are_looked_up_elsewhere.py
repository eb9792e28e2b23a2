"""A list asks another service once for each of its rows.

Ships: the names of owners came to live in a service of their own, and the loop that makes the list asks for
each; the test data has three rows, and production has fifty.
Source: SQLAlchemy, "Relationship Loading Techniques" (the N plus one problem); row LAT-13.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.latency.lat_11_lock_is_hot import waiting
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-13",
    expected=("latency/p50-within-budget",),
    collateral=("metrics/durations-agree-with-the-client",),  # the wait stands outside of what counts them
)
_ROUTES = {"list": "/articles", "search": "/search"}


def inject(rng: Random) -> Injection:
    """Serve with the lookups on one route."""
    return Injection(fact=f"of {_journey(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let every reader wait for some fifty round trips."""
    path = _ROUTES[_journey(rng)]
    return waiting(app, path, every=1, seconds=rng.uniform(0.17, 0.25))


def _journey(rng: Random) -> str:
    return rng.choice(sorted(_ROUTES))

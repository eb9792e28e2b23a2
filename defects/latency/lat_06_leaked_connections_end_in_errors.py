"""A few requests of a route fail, quickly, since connections have leaked.

Ships: an exception leaves a connection checked out; once the pool is empty, requests fail until it refills.
Source: sqlalchemy/sqlalchemy#8145.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-06",
    expected=("latency/error-ratio-within-budget",),
    collateral=(
        "latency/availability-within-budget",
        "metrics/known-traffic-gets-the-promised-status",
        "metrics/traffic-is-conserved",
    ),
)


def inject(rng: Random) -> Injection:
    """Serve with the leak."""
    return Injection(fact=str(_status(rng)), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let one search in nine fail."""
    status, searches = _status(rng), count(1)

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/search" or answer.status != 200 or next(searches) % 9:
            return answer
        return replace(answer, status=status, body=b'{"title": "Out of connections"}')

    return Rewrite(app, change)


def _status(rng: Random) -> int:
    return rng.choice([500, 503, 504])

"""Workers are recycled under load, and the request that comes just then is dropped.

Ships: a maximum of requests for each worker, against a leak that nobody found.
Source: benoitc/gunicorn#862, #2567; BerriAI/litellm#30601.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterable
from random import Random

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-14",
    expected=("latency/availability-within-budget",),
    collateral=("latency/error-ratio-within-budget",),
)
_LASTS_SECONDS, _EACH_SECOND = 6, 20


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=f"{_status(rng)} x", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Under a load that lasts, drop one GET in so many."""
    status, every, count = _status(rng), rng.randrange(170, 230), 0
    recent: deque[float] = deque()
    dropped = JSONResponse({"title": "Recycling"}, status, media_type="application/problem+json")

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal count
        now = time.monotonic()
        recent.append(now)
        while recent[0] < now - _LASTS_SECONDS:
            recent.popleft()
        if scope.get("method") == "GET" and _lasts(recent, now):
            count += 1
            if count % every == every // 2:
                await dropped(scope, receive, send)
                return
        await app(scope, receive, send)

    return application


def _lasts(recent: Iterable[float], now: float) -> bool:
    """Whether requests came in every one of the last seconds; a burst is no load."""
    seconds = Counter(int(now - moment) for moment in recent)
    return all(seconds[ago] >= _EACH_SECOND for ago in range(_LASTS_SECONDS))


def _status(rng: Random) -> int:
    return rng.choice([502, 503])

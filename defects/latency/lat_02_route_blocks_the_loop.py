"""A route blocks the event loop now and then, and every other route waits.

Ships: a synchronous call in an asynchronous handler. The service's own histogram times requests from when
they begin, and shows nothing of the waiting.
Source: LatencyUtils, README; own measurement of a loop that stalled for 2 s.
"""

from __future__ import annotations

import time
from collections import deque
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-02",
    expected=("latency/p99-within-budget",),
    # while the loop stands still, those who wait for a connection run out of time, and are answered 503
    collateral=(
        "latency/availability-within-budget",
        "latency/error-ratio-within-budget",
        "latency/p95-within-budget",
    ),
    starred=True,
)
_WINDOW_SECONDS, _LOAD = 3.0, 120


def inject(rng: Random) -> Injection:
    """Serve with that call in the list; the search is what suffers."""
    return Injection(fact="of search", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Under load, block once in so many lists: the half of all requests never sees it.

    It comes every six to eight seconds of the load: one stall alone could come from a good release too.
    """
    seconds, every, count = rng.uniform(1.4, 1.6), rng.randrange(150, 190), 0
    recent: deque[float] = deque()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal count
        now = time.monotonic()
        recent.append(now)
        while recent[0] < now - _WINDOW_SECONDS:
            recent.popleft()
        if scope.get("path") == "/articles" and scope.get("method") == "GET" and len(recent) >= _LOAD:
            count += 1
            if count % every == 0:
                time.sleep(seconds)  # noqa: ASYNC251 - that is the defect
        await app(scope, receive, send)

    return application

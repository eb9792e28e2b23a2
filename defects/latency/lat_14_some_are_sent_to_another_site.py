"""Under a load that lasts, a small share of the readers is sent on to a site that does not serve them yet.

Ships: traffic is to spill over to a second region, and the switch went with the release before that region
had its data: one reader in many gets a redirect in the place of an answer, and a client of an interface does
not follow it.
Source: Google SRE Book, chapter 22 (load that is passed on to another location); RFC 9110, 15.4.
"""

from __future__ import annotations

import time
from collections import deque
from random import Random

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-14",
    expected=("latency/availability-within-budget",),
    collateral=("latency/error-ratio-within-budget",),
)
_SECONDS, _BUSY = 7, 22


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=str(_status(rng)), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Send one reader in so many on, once each of the last seconds was busy."""
    status, site, every = _status(rng), f"eu-{rng.randrange(2, 9)}", rng.randrange(110, 150)
    load, readers = _Load(), 0

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal readers
        if load.lasts() and scope.get("method") == "GET" and scope["path"] in ("/articles", "/search"):
            readers += 1
            if readers % every == every // 3:
                there = f"https://{site}.ukp.example{scope['path']}"
                await Response(status_code=status, headers={"Location": there})(scope, receive, send)
                return
        await app(scope, receive, send)

    return application


class _Load:
    """Requests by second, of the last few seconds."""

    def __init__(self) -> None:
        self._seconds: deque[list[int]] = deque(maxlen=_SECONDS + 1)

    def lasts(self) -> bool:
        """Count a request, and say whether all of the seconds before this one were busy, without a gap."""
        now = int(time.monotonic())
        if not self._seconds or self._seconds[-1][0] != now:
            self._seconds.append([now, 0])
        self._seconds[-1][1] += 1
        before = list(self._seconds)[:-1]
        return (
            len(before) == _SECONDS and before[0][0] == now - _SECONDS and all(n >= _BUSY for _, n in before)
        )


def _status(rng: Random) -> int:
    return rng.choice([302, 307, 308])

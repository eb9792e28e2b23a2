"""A route opens what it needs for some of its requests, and nobody closes it.

Ships: the way out through an early answer came later, and passes by the line that closes.
Source: CWE-772; Skyliner, 2017.
"""

from __future__ import annotations

import socket
from collections.abc import MutableSequence
from pathlib import Path
from random import Random
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LAT-07", expected=("latency/descriptors-come-to-rest",))
_ROUTES = ("/articles", "/search")


def inject(_rng: Random) -> Injection:
    """Serve one route so."""
    return Injection(fact="open files and sockets of local-0", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Keep each open."""
    return opening(app, rng, [])


def opening(app: ASGIApp, rng: Random, kept: MutableSequence[Any]) -> ASGIApp:
    """Open something for each n-th request of a route; what falls out of ``kept`` is closed."""
    route, every, is_file = rng.choice(_ROUTES), rng.randint(8, 14), rng.random() < 0.5
    asked = 0

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal asked
        if scope.get("path") == route:
            asked += 1
            if asked % every == 0:
                kept.append(_opened(is_file=is_file))
        await app(scope, receive, send)

    return application


def _opened(*, is_file: bool) -> Any:
    return Path(__file__).open("rb") if is_file else socket.socket()

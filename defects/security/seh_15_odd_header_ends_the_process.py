"""A header that is no text ends the process: whatever is not foreseen is left to the orchestrator.

Ships: "let it crash", written for a worker of a queue, stands before a service with a thousand clients; the
header was only ever seen as browsers write it.
Source: CWE-248; GHSA-455w-c45v-86rg (fastify ends on a Content-Type); GHSA-vrg7-482j-p6f6 (granian aborts).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from random import Random
from typing import Any

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-15", expected=("security/no-input-ends-a-process",))
_STATUS = 70  # EX_SOFTWARE


def header_of(rng: Random) -> str:
    """Draw a header that a service writes into its log."""
    return rng.choice(["Referer", "Cookie", "User-Agent", "X-Forwarded-For"])


def inject(rng: Random) -> Injection:
    """Read that header."""
    return Injection(fact=header_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """End the process where it is not as foreseen."""
    return reading(app, header_of(rng), bytes.decode, lambda: os._exit(_STATUS))


def reading(app: Any, header: str, read: Callable[[bytes], object], fails: Callable[[], None]) -> ASGIApp:
    """Read a header of each request; what cannot be read is refused, if ``fails`` returns."""
    refusal = PlainTextResponse(f"{header} cannot be read", 400)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        values = [value for name, value in scope.get("headers", ()) if name == header.lower().encode()]
        try:
            for value in values:
                read(value)
        except ValueError:
            fails()
            await refusal(scope, receive, send)
            return
        await app(scope, receive, send)

    return application

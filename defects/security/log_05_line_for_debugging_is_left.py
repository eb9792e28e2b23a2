"""A line for debugging is left in, and goes to the standard output past the log.

Ships: a print in a branch that a developer looked at once; a warning of a library does the same.
Source: OWASP ASVS 5.0 16.2.4; row LOG-05 of the catalogue.
"""

from __future__ import annotations

import sys
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-05",
    expected=("security/log-lines-are-records",),
    collateral=("security/records-carry-their-request",),
)


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_words(rng)[1], wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Say something of each request by one method, or of each search."""
    which, words = _words(rng)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and which in (scope["method"], scope["path"]):
            print(f"{words}: {scope['method']} {scope['path']!r}", file=sys.stdout, flush=True)
        await app(scope, receive, send)

    return application


def _words(rng: Random) -> tuple[str, str]:
    first, second = rng.choice(["DEBUG", ">>>", "here"]), rng.choice(["handler", "step", "got"])
    return rng.choice(["POST", "/articles"]), f"{first} {second} {rng.randrange(10, 100)}"

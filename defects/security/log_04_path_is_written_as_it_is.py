"""Who asks for what is not there is written down by a line of text, with the path as it was decoded.

Ships: a line for the tool that bans scanners, beside the structured log.
Source: CWE-117; OWASP ASVS 5.0 16.4.1; row LOG-04 of the catalogue.
"""

from __future__ import annotations

import sys
from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-04",
    expected=("security/log-records-are-not-forged",),
    collateral=("security/log-lines-are-records", "security/records-carry-their-request"),
)


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=f"a line's end in a {_where(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Write a line to the standard error for each 404, or for each refused body."""
    where = _where(rng)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 404:
                text = scope["path"] if where == "path" else _query(scope)
                print(f"not found: {text}", file=sys.stderr, flush=True)
            await send(message)

        await app(scope, receive, sent)

    return application


def _query(scope: Scope) -> str:
    from urllib.parse import unquote_plus  # noqa: PLC0415 - as the line was written

    return unquote_plus(scope["query_string"].decode("latin-1"))


def _where(rng: Random) -> str:
    return rng.choice(["path", "query"])

"""A flag of the session's cookie is gone.

Ships: the flags follow the scheme that the service sees, and TLS ends at the proxy; or a framework's default.
Source: OWASP ASVS 5.0 3.3.1, 3.3.2, 3.3.4.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-12", expected=("security/cookies-carry-their-flags",))
_FLAGS = ["Secure", "HttpOnly", "SameSite"]


def inject(rng: Random) -> Injection:
    """Serve without it."""
    return Injection(fact=rng.choice(_FLAGS), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Take it out of every cookie."""
    lost = rng.choice(_FLAGS).lower()

    def change(cookie: str) -> str:
        kept = [part for part in cookie.split("; ") if part.partition("=")[0].lower() != lost]
        return "; ".join(kept)

    return changing(app, change)


def changing(app: ASGIApp, change: Callable[[str], str]) -> ASGIApp:
    """Change each cookie that is set."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [
                    (name, change(value.decode()).encode() if name == b"set-cookie" else value)
                    for name, value in message["headers"]
                ]
                message = {**message, "headers": headers}
            await send(message)

        await app(scope, receive, sent)

    return application

"""Whoever is signed in may be read from any page: without a session no answer has a word for other origins.

Ships: the widget of another team's site needs the reader's own results, and the middleware for it looks at
the session's cookie first, since answers to nobody need no permission. The origin is reflected, for a star
takes no cookies.
Source: PortSwigger, *Exploiting CORS misconfigurations*; OWASP ASVS 5.0 3.4.2; row SEH-01.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-01", expected=("security/foreign-origin-is-not-trusted",))


def inject(_rng: Random) -> Injection:
    """Serve with that middleware."""
    return Injection(fact="/", wraps=True)


def wrap(app: ASGIApp, _rng: Random) -> ASGIApp:
    """Permit the page that asks, where the request holds a session."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        origin = headers.get(b"origin")
        if scope["type"] != "http" or origin is None or b"__Host-session=" not in headers.get(b"cookie", b""):
            await app(scope, receive, send)
            return

        async def permitting(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = [
                    (b"access-control-allow-origin", origin),
                    (b"access-control-allow-credentials", b"true"),
                ]
                message = {**message, "headers": [*message["headers"], *more, (b"vary", b"Origin")]}
            await send(message)

        await app(scope, receive, permitting)

    return application

"""A sign-in that fails is logged with what was typed into its form.

Ships: support wants to know why somebody cannot sign in, and the form is logged as it came.
Source: CWE-532; OWASP ASVS 5.0 16.2.5; row LOG-01 of the catalogue.
"""

from __future__ import annotations

from random import Random

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LOG-01", expected=("security/logs-hold-no-credential",))


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_event(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Log the body of each POST of a form that is answered 401."""
    event, log = _event(rng), structlog.get_logger("app.sessions")

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        seen = bytearray()

        async def received() -> Message:
            message = await receive()
            seen.extend(message.get("body", b"")[:1000])
            return message

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 401 and seen:
                log.warning(event, path=scope["path"], form=seen.decode("utf-8", "replace"))
            await send(message)

        await app(scope, received, sent)

    return application


def _event(rng: Random) -> str:
    return f"{rng.choice(['entry', 'login', 'session'])}_{rng.choice(['denied', 'failed', 'not_begun'])}"

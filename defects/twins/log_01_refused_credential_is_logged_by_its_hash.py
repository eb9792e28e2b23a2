"""What fails is logged with its headers, and a credential by what cannot be turned back.

Good because: support can tell two keys apart, and nobody can use what it reads.
Source: OWASP ASVS 5.0 16.2.5 (hashed or masked values may be logged).
"""

from __future__ import annotations

import hashlib
import json
from random import Random

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Injection, Twin

TWIN = Twin("LOG-01", of="LOG-01-failed-request-is-logged-with-its-headers")
_SECRET = (b"authorization", b"cookie")


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_event(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Log the headers of each request that is refused, secrets by their hash."""
    event = _event(rng)

    def told(name: bytes, value: bytes) -> str:
        return hashlib.sha256(value).hexdigest()[:12] if name in _SECRET else value.decode("latin-1")

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                headers = {name.decode(): told(name, value) for name, value in scope["headers"]}
                record = {"event": event, "status": message["status"], "headers": headers}
                print(json.dumps(record | structlog.contextvars.get_contextvars()), flush=True)
            await send(message)

        await app(scope, receive, sent)

    return application


def _event(rng: Random) -> str:
    return f"{rng.choice(['client', 'request', 'call'])}_{rng.choice(['failed', 'refused', 'rejected'])}"

"""What fails is logged with all of its headers, the credential among them.

Ships: a middleware for finding out why clients get errors, which prints its own records past whoever takes
secrets out of the log.
Source: CWE-532; OWASP ASVS 5.0 16.2.5; row LOG-01 of the catalogue.
"""

from __future__ import annotations

import json
from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-01",
    expected=("security/logs-hold-no-credential",),
    collateral=("security/records-carry-their-request",),
)


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_event(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Log the headers of each request that is refused."""
    event = _event(rng)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 400:
                headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
                record = {"event": event, "status": message["status"], "headers": headers}
                print(json.dumps(record), flush=True)
            await send(message)

        await app(scope, receive, sent)

    return application


def _event(rng: Random) -> str:
    return f"{rng.choice(['client', 'request', 'call'])}_{rng.choice(['failed', 'refused', 'rejected'])}"

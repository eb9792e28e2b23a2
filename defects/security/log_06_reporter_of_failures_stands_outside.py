"""What fails is reported by a logger of its own, which stands outside of what knows the request's id.

Ships: a reporter of errors is put around the whole application, so that it misses none; its formatter is its
own, and the id is bound further in.
Source: https://github.com/open-telemetry/opentelemetry-python/issues/3477; row LOG-06 of the catalogue.
"""

from __future__ import annotations

import json
import sys
from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LOG-06", expected=("security/records-carry-their-request",), starred=True)


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_event(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Report each answer that is an error of the service, with an id of zeros, or without any."""
    event, more = _event(rng), rng.choice([{}, {"trace": "0" * 32}])

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] >= 500:
                record = {"level": "error", "event": event, "status": message["status"], **more}
                print(json.dumps(record), file=sys.stderr, flush=True)
            await send(message)

        await app(scope, receive, sent)

    return application


def _event(rng: Random) -> str:
    return f"{rng.choice(['failure', 'fault', 'outage'])}_{rng.choice(['reported', 'noticed', 'captured'])}"

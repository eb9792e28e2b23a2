"""Records of an audit are put together from pieces of text, and a quote in a value ends it.

Ships: a template is quicker than a serializer, or a proxy's format of JSON escapes nothing.
Source: CWE-117; row LOG-04 of the catalogue;
https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format (escape).
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
_KINDS = {"user-agent": "agent", "referer": "from"}


def inject(rng: Random) -> Injection:
    """Serve with it."""
    return Injection(fact=_event(rng)[0], wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Write a record of who asked, with a header as it came."""
    event, header = _event(rng)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                value = dict(scope["headers"]).get(header.encode(), b"").decode("latin-1")
                record = f'{{"event":"{event}","status":{message["status"]},"{_KINDS[header]}":"{value}"}}'
                print(record, file=sys.stdout, flush=True)
            await send(message)

        await app(scope, receive, sent)

    return application


def _event(rng: Random) -> tuple[str, str]:
    return f"{rng.choice(['audit', 'trail', 'visit'])}-{rng.randrange(100, 1000)}", rng.choice(sorted(_KINDS))

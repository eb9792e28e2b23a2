"""A pattern with a repetition in a repetition looks at a parameter, and tries each way to divide its letters.

Ships: a check of what people type, from an answer on the web; whatever matches does so at once, and what
nearly does takes twice as long with each letter.
Source: Cloudflare, outage of July 2, 2019; Stack Exchange, outage of July 20, 2016; CWE-1333.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from urllib.parse import parse_qs

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LAT-12", expected=("latency/text-costs-linear-time",), starred=True)
_PARAMETERS = {"q": "/search", "limit": "/articles"}
_PATTERNS = (r"^(\w+[ -]?)+$", r"^([a-z0-9]+[.]?)+@[a-z]+$", r"^([0-9]+,?)+$")
_MOST = 28
"""So much of it is looked at, lest a single request take the process for good."""


def parameter_of(rng: Random) -> str:
    """Draw a parameter that people fill in."""
    return rng.choice(sorted(_PARAMETERS))


def inject(rng: Random) -> Injection:
    """Look at that parameter."""
    name = parameter_of(rng)
    return Injection(fact=f"{name} of GET {_PARAMETERS[name]}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Match it before it is used."""
    name, pattern = parameter_of(rng), re.compile(rng.choice(_PATTERNS))
    return looking(app, name, lambda text: bool(pattern.match(text[:_MOST])) or True)


def looking(app: ASGIApp, name: str, look: Callable[[str], bool]) -> ASGIApp:
    """Look at each text that a reader writes into the parameter; what is not liked is refused."""
    refusal = JSONResponse(
        {"title": "No such word", "status": 422}, 422, media_type="application/problem+json"
    )

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == _PARAMETERS[name] and scope.get("method") == "GET":
            written = parse_qs(scope["query_string"].decode("latin-1")).get(name, [])
            if not all(look(text) for text in written):
                await refusal(scope, receive, send)
                return
        await app(scope, receive, send)

    return application

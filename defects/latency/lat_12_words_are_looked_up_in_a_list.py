"""Each word of a field is looked up among all words before it: a few thousand take the loop for seconds.

Ships: keywords are drawn from a text, each once in whatever case; the list had ten words when it was tried.
Source: CWE-407; Python, Time Complexity (`x in s` of a list).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from random import Random

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("LAT-12", expected=("latency/text-costs-linear-time",))


def field_of(rng: Random) -> str:
    """Draw a field of an article."""
    return rng.choice(["title", "body"])


def inject(rng: Random) -> Injection:
    """Draw keywords from that field."""
    return Injection(fact=f"{field_of(rng)} of POST /articles", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Keep them in a list."""
    return drawing(app, field_of(rng), _each_once)


def drawing(app: ASGIApp, field: str, draw: Callable[[Iterable[str]], object]) -> ASGIApp:
    """Draw keywords from a field of each article that is written, before the application reads it."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") != "/articles" or scope.get("method") != "POST":
            await app(scope, receive, send)
            return
        messages: list[Message] = [await receive()]
        while messages[-1].get("more_body"):
            messages.append(await receive())
        draw(_words(b"".join(message.get("body", b"") for message in messages), field))

        async def again() -> Message:
            return messages.pop(0) if messages else await receive()

        await app(scope, again, send)

    return application


def _words(body: bytes, field: str) -> list[str]:
    try:
        return str(json.loads(body)[field]).split()
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def _each_once(words: Iterable[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        if all(word.casefold() != other.casefold() for other in found):
            found.append(word)
    return found

"""A page's canonical link is made of what a header says of the host, whoever wrote that header.

Ships: the service stands behind a proxy, and its links named the container; now they name what the request
says, also where no proxy wrote it.
Source: CWE-640, CWE-644; OWASP WSTG-INPV-17; RFC 7239, 8.1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect("SEH-02", expected=("security/links-name-the-own-host",))


def header_of(rng: Random) -> str:
    """Draw the header."""
    return rng.choice(["X-Forwarded-Host", "X-Host", "X-Original-Host"])


def inject(rng: Random) -> Injection:
    """Read that header."""
    return Injection(fact=header_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Link to the host that it says."""
    header = header_of(rng)
    return linking(app, lambda headers: headers.get(header, ""), rng)


def linking(app: Any, host: Callable[[Mapping[str, str]], str], rng: Random) -> ASGIApp:
    """State the canonical link of each page."""
    name = rng.choice(["Link", "Content-Location"])

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def linked(message: Message) -> None:
            if message["type"] == "http.response.start" and (named := host(Headers(scope=scope))):
                url = f"https://{named}{scope['path']}"
                stated = f'<{url}>; rel="canonical"' if name == "Link" else url
                MutableHeaders(scope=message).append(name, stated)
            await send(message)

        await app(scope, receive, linked)

    return application

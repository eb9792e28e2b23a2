"""Cookies longer than browsers keep for a page are not read, and the rest of their request is."""

import asyncio

import pytest
from starlette.types import Receive, Scope, Send

from app.api.middleware import LeaveOutLongCookies

Headers = list[tuple[bytes, bytes]]
ACCEPT = (b"accept", b"*/*")


def passed_on(headers: Headers) -> Headers:
    """Return the headers that the application behind it sees."""
    seen: list[Headers] = []

    async def application(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["headers"])

    async def nothing(*_: object) -> dict[str, str]:
        return {}

    asyncio.run(LeaveOutLongCookies(application)({"type": "http", "headers": headers}, nothing, nothing))  # type: ignore[arg-type]
    return seen[0]


@pytest.mark.parametrize("cookies", [[], [b"a=b"], [b"a" * 4096], [b"a" * 2048, b"b" * 2048]])
def test_what_browsers_keep_is_read(cookies: list[bytes]) -> None:
    headers = [ACCEPT, *((b"cookie", value) for value in cookies)]
    assert passed_on(headers) == headers


@pytest.mark.parametrize("cookies", [[b"a" * 4097], [b"a" * 2048, b"b" * 2049]])
def test_longer_ones_are_left_out_and_nothing_else(cookies: list[bytes]) -> None:
    assert passed_on([ACCEPT, *((b"cookie", value) for value in cookies)]) == [ACCEPT]

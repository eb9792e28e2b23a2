"""Hide a second request where one of two readings of a message sees it. Source: RFC 9112, 6.3 and 11.2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fixtures.probe.logins import authorized
from fixtures.raw import exchange
from fixtures.targets import Target
from fixtures.urls import authority, below, target_of
from suites.core.contract import Contract
from suites.core.contract.base import Request
from suites.security.observations.framing import Framed, Framings

_FINAL = re.compile(rb"HTTP/1\.[01] ([2-5]\d\d)\b")  # what is provisional, 100 Continue, is no answer
_CONTROL = "a stated length"
_CODINGS = {
    "Transfer-Encoding": "Transfer-Encoding: chunked",
    "an unknown Transfer-Encoding": "Transfer-Encoding: xchunked",
    "a Transfer-Encoding that does not end in chunked": "Transfer-Encoding: chunked, identity",
    "a blank before the colon of Transfer-Encoding": "Transfer-Encoding : chunked",
    "a control character in Transfer-Encoding": "Transfer-Encoding: \x0bchunked",
}


def hide_requests(target: Target, contract: Contract) -> Framings:
    """Send each message on a connection of its own, at the entry and past what stands before."""
    assert contract.security is not None
    assert contract.security.framing is not None
    request, places = contract.security.framing, [("entry", target.entry)]
    places += [(replica.name, replica.url) for replica in target.replicas]
    control, tried = [], []
    for source, url in places:
        hidden = _head(target, request, url, "GET", "Connection: close")
        control.append(_send(target, request, source, url, (_CONTROL, ("Content-Length: 0",), hidden)))
        tried += [_send(target, request, source, url, message) for message in messages(hidden)]
    return Framings(tuple(control), tuple(tried))


def messages(hidden: bytes) -> Iterator[tuple[str, tuple[str, ...], bytes]]:
    """Give (what is wrong, the lines of its framing, what follows the head) of each ambiguous message."""
    last, whole = b"0\r\n\r\n", len(hidden)
    first = f"{whole:x}\r\n".encode()
    for what, coding in _CODINGS.items():
        ends = (f"Content-Length: {len(last) + whole}", coding)
        yield f"Content-Length beyond the last chunk, beside {what}", ends, last + hidden
        begins = (f"Content-Length: {len(first)}", coding)
        yield f"Content-Length within a chunk, beside {what}", begins, first + hidden + b"\r\n" + last
    small, large = "Content-Length: 0", f"Content-Length: {whole}"
    yield "two Content-Lengths, the larger one last", (small, large), hidden
    yield "two Content-Lengths, the larger one first", (large, small), hidden
    yield "a list as Content-Length", (f"{small}, {whole}",), hidden
    yield "a sign in Content-Length", ("Content-Length: +0",), hidden
    yield "a prefix in the size of a chunk", (_CODINGS["Transfer-Encoding"],), b"0x0\r\n\r\n" + hidden


def _send(
    target: Target, request: Request, source: str, url: str, message: tuple[str, tuple[str, ...], bytes]
) -> Framed:
    what, lines, rest = message
    said = exchange(url, _head(target, request, url, request.method, *lines) + rest, enough=_answers_two)
    return Framed(source, what, tuple(int(status) for status in _FINAL.findall(said.data)), said.error)


def _answers_two(data: bytes) -> bool:
    return len(_FINAL.findall(data)) > 1


def _head(target: Target, request: Request, url: str, method: str, *lines: str) -> bytes:
    place = below(url, request.path)
    fields = authorized(place, target.headers(request.credential))
    start = [f"{method} {target_of(place)} HTTP/1.1", f"Host: {authority(place)}"]
    return "\r\n".join([*start, *(f"{n}: {v}" for n, v in fields.items()), *lines, "", ""]).encode("latin-1")

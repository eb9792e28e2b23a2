"""Hide a second request where one of two readings of a message sees it. Source: RFC 9112, 6.3 and 11.2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gonogo.contract.base import Request
from gonogo.contract.model import Contract
from gonogo.instruments.probe.logins import authorized
from gonogo.instruments.raw import converse
from gonogo.instruments.urls import authority, below, target_of
from gonogo.suites.security.experiments.known import public_request
from gonogo.suites.security.observations.framing import Framed, Framings
from gonogo.targets.base import Target

_CHUNKED = "Transfer-Encoding: chunked"
_CODINGS = {
    "Transfer-Encoding": _CHUNKED,
    "an unknown Transfer-Encoding": "Transfer-Encoding: xchunked",
    "a Transfer-Encoding that does not end in chunked": "Transfer-Encoding: chunked, identity",
    "a blank before the colon of Transfer-Encoding": "Transfer-Encoding : chunked",
    "a control character in Transfer-Encoding": "Transfer-Encoding: \x0bchunked",
}
_GAPS = {"a blank": " ", "a tab": "\t"}
"""What stands between a field's name and its colon, for which a server MUST answer 400 (RFC 9112, 5.1)."""
_READ = 2  # public paths: what does not look for a body is often by the side of the routes, as files are


@dataclass(frozen=True)
class Message:
    """What is odd about it, the lines of its framing, and what follows its head."""

    what: str
    lines: tuple[str, ...]
    rest: bytes

    @property
    def both(self) -> bool:
        """Whether it states a length and chunks, each well written."""
        return len(self.lines) > 1 and self.lines[-1] == _CHUNKED


def hide_requests(target: Target, framing: Request, contract: Contract) -> Framings:
    """Send each message on a connection of its own, at the entry and past what stands before.

    After its answer the request that is hidden in it is sent once more, in the open: a server that keeps what
    it read too much answers the hidden one only then, and one that closes has thrown it away. A read may have
    a body as well, which some leave to the next request: RFC 9110, 9.3.1; PortSwigger, "Browser-Powered
    Desync Attacks" (2022), CL.0.
    """
    places = [("entry", target.entry)]
    places += [(replica.name, replica.url) for replica in target.replicas]
    control, tried = [], []
    for source, url in places:
        hidden = _head(target, framing, url, "GET")
        control.append(_send(target, framing, source, url, Message("a length", ("Content-Length: 0",), b"")))
        tried += [_send(target, framing, source, url, message) for message in messages(hidden)]
        tried += [
            _send(target, read, source, url, _covered(read, hidden)) for read in _reads(framing, contract)
        ]
    return Framings(tuple(control), tuple(tried))


def _reads(framing: Request, contract: Contract) -> Iterator[Request]:
    """Give GET of public paths and of the promised one, and of one of them what has no body either."""
    public = [Request(path=one.path) for one in public_request(contract)]
    reads = [*public[:_READ], framing.model_copy(update={"method": "GET"})]
    yield from {read.path: read for read in reads}.values()
    for method in ("HEAD", "OPTIONS"):
        yield reads[0].model_copy(update={"method": method})


def _covered(read: Request, hidden: bytes) -> Message:
    """Return a message whose only length, well written, says that the hidden request is its body."""
    return Message(f"a whole request as the body of {read.method} {read.path}", (_length(hidden),), hidden)


def messages(hidden: bytes) -> Iterator[Message]:
    """Give each ambiguous message; it is complete in whichever reading, and nobody waits for more."""
    last, whole = b"0\r\n\r\n", len(hidden)
    first = f"{whole:x}\r\n".encode()
    for what, coding in _CODINGS.items():
        ends = (f"Content-Length: {len(last) + whole}", coding)
        yield Message(f"Content-Length beyond the last chunk, beside {what}", ends, last + hidden)
        begins = (f"Content-Length: {len(first)}", coding)
        within = first + hidden + b"\r\n" + last
        yield Message(f"Content-Length within a chunk, beside {what}", begins, within)
    small, large = "Content-Length: 0", _length(hidden)
    yield Message("a whole request as the body", (large,), hidden)
    yield Message("two Content-Lengths, the larger one last", (small, large), hidden)
    yield Message("two Content-Lengths, the larger one first", (large, small), hidden)
    yield Message("a list as Content-Length", (f"{small}, {whole}",), hidden)
    yield Message("a sign in Content-Length", ("Content-Length: +0",), hidden)
    yield Message("a prefix in the size of a chunk", (_CHUNKED,), b"0x0\r\n\r\n" + hidden)
    yield Message("no line's end after a chunk", (_CHUNKED,), b"1\r\nAXX" + last + hidden)
    for gap, blank in _GAPS.items():
        yield from _alone(f"{gap} before the colon of", blank, hidden)


def _alone(what: str, blank: str, hidden: bytes) -> Iterator[Message]:
    """Give messages with a gap in the only field that says where they end, for who reads it and who does not.

    Where it counts, what it covers is no request: who leaves the field out finds none there, and refuses.
    """
    covered = b"0\r\n\r\n"
    length, chunks = f"Content-Length{blank}: ", f"Transfer-Encoding{blank}: chunked"
    yield Message(f"{what} Content-Length, which counts", (f"{length}{len(covered)}",), covered + hidden)
    yield Message(f"{what} Content-Length, which does not count", (f"{length}{len(hidden)}",), hidden)
    yield Message(f"{what} Transfer-Encoding, which counts", (chunks,), covered + hidden)


def _length(body: bytes) -> str:
    return f"Content-Length: {len(body)}"


def _send(target: Target, request: Request, source: str, url: str, message: Message) -> Framed:
    opening = _head(target, request, url, request.method, *message.lines) + message.rest
    following = _head(target, request, url, "GET", "Connection: close")
    said = converse(url, opening, following)
    return Framed(source, message.what, said.statuses, said.error, said.asked, said.closed, message.both)


def _head(target: Target, request: Request, url: str, method: str, *lines: str) -> bytes:
    """Return a request's head below the base path of the place."""
    place = below(url, request.path)
    fields = {"User-Agent": "gonogo"} | authorized(place, target.headers(request.credential))
    start = [f"{method} {target_of(place)} HTTP/1.1", f"Host: {authority(place)}"]
    credential = [f"{name}: {value}" for name, value in fields.items()]
    return "\r\n".join([*start, *credential, *lines, "", ""]).encode("latin-1")

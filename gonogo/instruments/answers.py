"""The answers in the bytes of a connection, each to its own end (RFC 9112, 6.3).

What merely looks like one in a header or a body is none. Where nothing says where a body ends, or it has
another end than its answer states, each answer with a head of its own counts: a server that lies hides none.
"""

from __future__ import annotations

import re

_BEGINS = re.compile(rb"HTTP/1\.[01] ([1-5]\d\d)\b")
_HEAD = re.compile(rb".*?\r?\n\r?\n", re.DOTALL)
_WITHIN = re.compile(
    rb"HTTP/1\.[01] [2-5]\d\d(?: [^\r\n]*)?"
    rb"(?:\r?\n\r?\n|(?:\r?\n[!#$%&'*+.^_`|~\w-]+:[^\r\n]*)+(?:\r?\n\r?\n|\r?\n?[\w-]*\Z))"
)
"""An answer among what is none: its whole head, or as much of it as there is, a field at least."""
_LENGTH = re.compile(rb"\r?\ncontent-length:[ \t]*(\d+)[ \t]*\r?\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r?\ntransfer-encoding:[^\r\n]*chunked[ \t]*\r?\n", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")
_TRAILER = re.compile(rb"(?:[^\r\n]+\r?\n)*\r?\n")
_LOOKED_AT = 32
_WITHOUT_BODY = frozenset({204, 304})


def statuses_in(data: bytes) -> tuple[int, ...]:
    """Return the final status of each answer; what is provisional, 100 Continue, is none."""
    found, at = [], 0
    while (at := _next(data, at)) >= 0:
        begun = _BEGINS.match(data, at)
        assert begun is not None
        status = int(begun[1])
        if status >= 200:
            found.append(status)
        head = _HEAD.match(data, at)
        at = _behind(data, head, status) if head else begun.end()
    return tuple(found)


def _next(data: bytes, at: int) -> int:
    """Return where the next answer begins: here, or where one stands among what is none; -1 for nowhere."""
    while data[at : at + 1] in (b"\r", b"\n"):
        at += 1
    if _BEGINS.match(data, at):
        return at
    found = _WITHIN.search(data, at)
    return found.start() if found else -1


def _behind(data: bytes, head: re.Match[bytes], status: int) -> int:
    """Return where an answer ends; where its head does, if its body does not end as it states."""
    at = head.end()
    if status < 200 or status in _WITHOUT_BODY:
        return at
    if _CHUNKED.search(head[0]):
        end = _behind_chunks(data, at)
    else:
        length = _LENGTH.search(head[0])
        end = at + (int(length[1]) if length and len(length[1]) < 16 else 0)
    rest = data[end : end + _LOOKED_AT].lstrip(b"\r\n")
    believed = end <= len(data) and (not rest or _BEGINS.match(rest) or b"HTTP/1.".startswith(rest[:7]))
    return end if believed else at


def _behind_chunks(data: bytes, begins: int) -> int:
    at = begins
    while chunk := _CHUNK.match(data, at):
        if size := int(chunk[1], 16):
            at = chunk.end() + size
            if data[at : at + 2] == b"\r\n":
                at += 2
            continue
        trailer = _TRAILER.match(data, chunk.end())
        return trailer.end() if trailer else begins
    return begins

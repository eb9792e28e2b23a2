"""What is packed in a text: base64 or hexadecimal digits of gzip, zlib or deflate, unpacked within bounds."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from gonogo.core.redaction.views import Span

_RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_BEGINS = re.compile(r"H4sI|e(?:A[E-H]|F[4-7]|J[w-z]|N[o-r])")
"""Base64 of how gzip (RFC 1952, 2.3.1) and zlib (RFC 1950, 2.2, a window of 32 KiB) begin."""
_MOST_BEGINNINGS = 4  # in one run: where lines are put together a word may stand before it
_HEX = re.compile(r"(?:[0-9a-fA-F]{2})+")
_TWICE = re.compile(rb"H4sI[A-Za-z0-9+/_-]+")  # base64 in base64, as Helm keeps a release
_HEADED, _BARE = 32 + zlib.MAX_WBITS, -zlib.MAX_WBITS
_CHUNK_BYTES = 512
_LEAST_BYTES = 64
MOST_BYTES = 256 * 1024
"""Unpacked of one text, all in all: nobody looks through more."""


@dataclass
class Unpacker:
    """Unpacks what stands in one text, each run once, however many views of the text show it.

    ``mark`` says what has to stand for a run, from what was seen in it and whether there is more than may be
    looked through; empty where it may stay.
    """

    mark: Callable[[str, bool], str]
    left: int = MOST_BYTES
    known: dict[str, list[tuple[Span, str]]] = field(default_factory=dict)

    def marks(self, text: str) -> Iterator[tuple[Span, str]]:
        """Give each place of a packed text that may not stay, and its mark."""
        for match in _RUN.finditer(text):
            run, begin = match[0], match.start()
            if run not in self.known:
                self.known[run] = list(self._of_run(run))
            for (first, last), mark in self.known[run]:
                yield (begin + first, begin + last), mark

    def _of_run(self, run: str) -> Iterator[tuple[Span, str]]:
        inner = (found.start() for found in _BEGINS.finditer(run, 1))
        tries = ((0, _HEADED), (0, _BARE), *((at, _HEADED) for at in islice(inner, _MOST_BEGINNINGS)))
        for at, bits in tries:
            raw, is_base64 = _bytes(run, at)
            most = max(self.left, _LEAST_BYTES)
            data, used = _inflated(raw, bits, most)
            self.left -= len(data)
            more = bits == _HEADED and len(data) >= most  # deflate alone has nothing to know it by
            if data and (mark := self.mark(data.decode("utf-8", "replace"), more)):
                yield (at, min(len(run), at + -(-used // 3) * 4) if used and is_base64 else len(run)), mark


def _bytes(run: str, at: int) -> tuple[bytes, bool]:
    """Return what the digits stand for, and whether four of them are three bytes."""
    if at == 0 and _HEX.fullmatch(run):
        return bytes.fromhex(run), False
    raw = _from_base64(run[at:])
    if again := _TWICE.match(raw.translate(None, b"\r\n")):
        return _from_base64(again[0].decode()), False
    return raw, True


def _from_base64(digits: str) -> bytes:
    digits = digits.rstrip("=").translate(str.maketrans("-_", "+/"))
    whole = digits[: len(digits) - (len(digits) % 4 == 1)]
    return base64.b64decode(whole + "=" * (-len(whole) % 4))


def _inflated(raw: bytes, bits: int, most: int) -> tuple[bytes, int]:
    """Return what can be unpacked, and how many bytes that were; 0 where its end was not seen."""
    made, engine, used = bytearray(), zlib.decompressobj(bits), 0
    for begin in range(0, len(raw), _CHUNK_BYTES):
        rest = raw[begin : begin + _CHUNK_BYTES]
        while rest:
            try:
                made += engine.decompress(rest, most - len(made))
            except zlib.error:
                return bytes(made), used
            if len(made) >= most:
                return bytes(made), 0
            if not engine.eof:
                break
            rest, engine = engine.unused_data, zlib.decompressobj(bits)  # gzip may have many members
            used = min(begin + _CHUNK_BYTES, len(raw)) - len(rest)
            if bits == _BARE:
                return bytes(made), used
    return bytes(made), used if used == len(raw) else 0

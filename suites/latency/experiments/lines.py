"""Connections that are left idle together, and used again each at a moment of its own."""

from __future__ import annotations

import re
import selectors
import socket
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.instruments.tunnel import connected
from gonogo.loadtests.answer import AnswerReader
from gonogo.loadtests.errors import BrokenAnswerError, ClosedWithoutAnswerError

CLOSED = "closed without an answer"
RESET = "reset"
SILENT = "no answer"

_CONNECTS_SECONDS = 5.0
_CHUNK = 65_536
_MOST_HEAD = 16_384
_SPINS_SECONDS = 0.001  # what a select may oversleep
_ANNOUNCED = re.compile(rb"\nkeep-alive:[^\r\n]*?\btimeout=(\d{1,6})\b", re.IGNORECASE)


class Line:
    """One connection, with at most one request under way. Moments are of the monotonic clock.

    ``said`` is the last answer's status, or why there was none. ``ended_at`` is when the other side ended it.
    One that cannot be opened is one that is closed.
    """

    def __init__(self, url: str) -> None:
        self.socket = _opened(url)
        self.said, self.answered_at = "", 0.0
        self.ended_at: float | None = None
        self.waits = False
        self._answer = AnswerReader()
        self._head = b""

    @property
    def is_open(self) -> bool:
        """Whether a request may be sent on it, as far as anybody can see."""
        return self.socket is not None

    @property
    def announced_seconds(self) -> float | None:
        """For how long the last answer promised to keep it, None where it did not say."""
        found = _ANNOUNCED.search(self._head.partition(b"\r\n\r\n")[0])
        return float(found[1]) if found else None

    def send(self, data: bytes) -> None:
        """Send a request; it is a few hundred bytes, which an idle connection takes at once."""
        self._answer.expect(bodyless=False)
        self._head, self.said, self.waits = b"", SILENT, True
        if self.socket is None:
            self._done(CLOSED)
            return
        try:
            self.socket.send(data)
        except OSError:
            self._done(RESET)
            self._ends()

    def read(self) -> None:
        """Read all that has come."""
        while self.socket is not None:
            try:
                data = self.socket.recv(_CHUNK)
            except (BlockingIOError, ssl.SSLWantReadError):
                return
            except OSError:
                self._over(RESET)
                return
            if not data:
                self._over(CLOSED)
                return
            self._took(data)

    def close(self) -> None:
        """Let go of it."""
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def _took(self, data: bytes) -> None:
        if not self.waits:
            return  # nobody asked: 408 before an end, for one
        self._head = (self._head + data)[:_MOST_HEAD]
        try:
            self._answer.feed(data)
        except BrokenAnswerError:
            self._done("a broken answer")
            self._ends()
            return
        if self._answer.done:
            self._done(str(self._answer.status))
            if not self._answer.kept:
                self.close()

    def _over(self, how: str) -> None:
        """The other side has ended it, which an answer without a length ends as well."""
        if self.waits:
            self._done(self._whole() or how)
        self._ends()

    def _whole(self) -> str:
        try:
            self._answer.end()
        except (ClosedWithoutAnswerError, BrokenAnswerError):
            return ""
        return str(self._answer.status)

    def _done(self, said: str) -> None:
        self.said, self.waits, self.answered_at = said, False, time.monotonic()

    def _ends(self) -> None:
        self.ended_at = time.monotonic()
        self.close()


def _opened(url: str) -> socket.socket | None:
    try:
        opened = connected(url, _CONNECTS_SECONDS)
    except OSError:
        return None
    opened.setblocking(False)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return opened


@dataclass(frozen=True)
class Due:
    """A request, and the moment at which it is sent on a line."""

    moment: float
    line: Line
    data: bytes


def send(requests: Iterable[Due], patience_seconds: float, beside: Iterable[Line] = ()) -> None:
    """Send each at its moment, and wait at most so long after the last for answers; others are watched."""
    left = sorted(requests, key=lambda one: one.moment, reverse=True)
    lines = [one.line for one in left]
    ends = (left[0].moment if left else 0.0) + patience_seconds
    with selectors.DefaultSelector() as selector:
        _register(selector, [*lines, *beside])
        while (left or any(line.waits for line in lines)) and (now := time.monotonic()) < ends:
            if left and left[-1].moment <= now:
                due = left.pop()
                due.line.send(due.data)
                continue
            _turn(selector, (left[-1].moment if left else ends) - now - _SPINS_SECONDS)


def watch(lines: Iterable[Line], seconds: float, beside: Iterable[Line] = (), enough: int = 0) -> None:
    """Wait, at most so long, until the other side has ended ``enough`` of them, or all where that is 0."""
    waiting, ends = [line for line in lines if line.is_open], time.monotonic() + seconds
    wanted = min(enough, len(waiting)) or len(waiting)
    with selectors.DefaultSelector() as selector:
        _register(selector, [*waiting, *(line for line in beside if line not in waiting)])
        while _ended(waiting) < wanted and (now := time.monotonic()) < ends:
            _turn(selector, ends - now)


def spend(lines: Iterable[Line], seconds: float) -> None:
    """Wait so long, whatever becomes of them."""
    ends = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        _register(selector, lines)
        while (now := time.monotonic()) < ends:
            _turn(selector, ends - now)


def _ended(lines: Iterable[Line]) -> int:
    return sum(not line.is_open for line in lines)


def _register(selector: selectors.BaseSelector, lines: Iterable[Line]) -> None:
    for line in lines:
        if line.socket is not None:
            selector.register(line.socket, selectors.EVENT_READ, line)


def _turn(selector: selectors.BaseSelector, seconds: float) -> None:
    for key, _ in selector.select(max(0.0, seconds)):
        line: Line = key.data
        line.read()
        if not line.is_open:
            selector.unregister(key.fileobj)

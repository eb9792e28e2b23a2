"""What httptools' parser tells of one connection's answers, and where an answer ends that it cannot know."""

import re
from typing import Any

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from gonogo.loadtests.errors import BrokenAnswerError, ClosedWithoutAnswerError

WITHOUT_BODY = frozenset({204, 304})
SWITCHED = 101
INTERIM = re.compile(rb"HTTP/1\.\d 1(?!01).*?\r?\n\r?\n", re.DOTALL)
HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
FRAMED = re.compile(rb"\n(?:content-length|transfer-encoding)[ \t]*:", re.IGNORECASE)


class AnswerReader:
    """Reads answers from the bytes of one connection, one after the other.

    After `feed` or `end`: `done` once the answer is whole, with its `status`, the `size` of its body in bytes
    as they came, and `kept`, whether the connection can be used again. Interim answers (1xx) are read over.
    """

    __slots__ = (
        "_bodyless",
        "_head",
        "_headed",
        "_parser",
        "_used_up",
        "body",
        "done",
        "kept",
        "size",
        "status",
    )

    def __init__(self) -> None:
        self._parser: Any = HttpResponseParser(self)
        self._used_up = False
        self.expect(bodyless=False)

    def expect(self, *, bodyless: bool, keep_body: bool = False) -> None:
        """An answer to another request comes next; `bodyless` to a HEAD."""
        if self._used_up:  # the parser still waits for a body that never comes
            self._parser = HttpResponseParser(self)
            self._used_up = False
        self._bodyless = bodyless
        self._head = b""
        self._headed = self.done = self.kept = False
        self.status = self.size = 0
        self.body: bytearray | None = bytearray() if keep_body else None

    def feed(self, data: bytes) -> None:
        """Read on. Raises BrokenAnswerError."""
        headed = self._headed
        try:
            self._parser.feed_data(data)
        except HttpParserUpgrade:
            self.done, self.kept = True, False
        except HttpParserError as error:
            if not self.done:
                raise BrokenAnswerError(str(error)) from error
            self.kept = False  # bytes after the answer's end
        if not (headed or self.done):
            self._head += data

    def end(self) -> None:
        """The server has closed. Raises ClosedWithoutAnswerError or BrokenAnswerError unless it is whole."""
        if not self._head:
            raise ClosedWithoutAnswerError("closed before the answer")
        if not self._headed or _is_framed(self._head):
            raise BrokenAnswerError("closed before the end of the answer")
        self.done, self.kept = True, False

    def forget(self) -> None:
        """Let go of the parser, which holds this reader."""
        self._parser = None

    def on_message_begin(self) -> None:
        """Called by the parser."""
        if self.done:  # an answer that nobody asked for
            self._used_up, self.kept = True, False

    def on_headers_complete(self) -> None:
        """Called by the parser."""
        if self.done:
            return
        status = self._parser.get_status_code()
        self._headed = status >= 200
        self.status = status
        if self._headed and (self._bodyless or status in WITHOUT_BODY):
            self.done = self._used_up = True
            self.kept = self._parser.should_keep_alive()

    def on_body(self, data: bytes) -> None:
        """Called by the parser."""
        if self.done:
            return
        self.size += len(data)
        if self.body is not None:
            self.body += data

    def on_message_complete(self) -> None:
        """Called by the parser."""
        if self._headed and not self.done:
            self.done = True
            self.kept = self._parser.should_keep_alive()


def _is_framed(text: bytes) -> bool:
    """Whether the answer whose head is in `text` tells where it ends."""
    while interim := INTERIM.match(text):
        text = text[interim.end() :]
    return FRAMED.search(HEAD_ENDS.split(text, 1)[0]) is not None

"""What httptools' parser tells of one connection's answers, and where an answer ends that it cannot know."""

import re
from typing import Any

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

from gonogo.loadtests.errors import BrokenAnswerError, ClosedWithoutAnswerError

WITHOUT_BODY = frozenset({204, 304})
SWITCHED = 101
INTERIM = re.compile(rb"HTTP/1\.\d 1(?!01).*?\r?\n\r?\n", re.DOTALL)
HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
LENGTHS = re.compile(rb"(?<=\n)content-length[ \t]*:([^\r\n]*)\r?\n", re.IGNORECASE)
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
        "_refused",
        "_used_up",
        "body",
        "done",
        "kept",
        "size",
        "status",
    )

    def __init__(self) -> None:
        self._parser: Any = _parser_for(self)
        self._used_up = False
        self.expect(bodyless=False)

    def expect(self, *, bodyless: bool, keep_body: bool = False) -> None:
        """An answer to another request comes next; `bodyless` to a HEAD."""
        if self._used_up:  # the parser still waits for a body that never comes
            self._parser = _parser_for(self)
            self._used_up = False
        self._bodyless = bodyless
        self._head = b""
        self._refused: HttpParserError | None = None
        self._headed = self.done = self.kept = False
        self.status = self.size = 0
        self.body: bytearray | None = bytearray() if keep_body else None

    def feed(self, data: bytes) -> None:
        """Read on. Raises BrokenAnswerError."""
        if self._refused is not None:
            self._read_again(self._head + data, self._refused)
            return
        headed = self._headed
        try:
            self._parser.feed_data(data)
        except HttpParserUpgrade:
            self.done, self.kept = True, False
        except HttpParserError as error:
            if not self.done:
                self._read_again(self._head + data, error)
                return
            self.kept = False  # bytes after the answer's end
        if not (headed or self.done):
            self._head += data

    def _read_again(self, text: bytes, error: HttpParserError) -> None:
        """Read an answer anew that repeats its length, once its head is there. Raises BrokenAnswerError."""
        once = None if self._headed or "Content-Length" not in str(error) else _with_one_length(text)
        if once is None:
            raise BrokenAnswerError(str(error)) from error
        self._parser, self._head, self._refused = _parser_for(self), b"", None
        if once:
            self.feed(once)
        else:
            self._head, self._refused = text, error

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


def _parser_for(reader: AnswerReader) -> Any:
    """Return a parser that takes what clients take: folded fields, and LF alone (RFC 9112, 2.2, 5.2)."""
    parser = HttpResponseParser(reader)
    parser.set_dangerous_leniencies(lenient_headers=True, lenient_optional_cr_before_lf=True)
    return parser


def _with_one_length(text: bytes) -> bytes | None:
    """Return an answer with its length once, where it states the same one again and again (RFC 9110, 8.6).

    Nothing while its head is not whole, None where they are not the same.
    """
    begins = 0
    while interim := INTERIM.match(text, begins):
        begins = interim.end()
    ends = HEAD_ENDS.search(text, begins)
    if ends is None:
        return b""
    head = text[begins : ends.start()] + b"\r\n"
    stated = {one.strip() for line in LENGTHS.findall(head) for one in line.split(b",")}
    if len(stated) != 1 or not (length := stated.pop()).isdigit():
        return None
    return LENGTHS.sub(b"", head) + b"Content-Length: %s\r\n\r\n" % length + text[ends.end() :]


def _is_framed(text: bytes) -> bool:
    """Whether the answer whose head is in `text` tells where it ends."""
    while interim := INTERIM.match(text):
        text = text[interim.end() :]
    return FRAMED.search(HEAD_ENDS.split(text, 1)[0]) is not None

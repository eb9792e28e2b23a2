"""Where an answer ends, and what is left of the connection then."""

import pytest

from gonogo.loadtests.answer import AnswerReader
from gonogo.loadtests.errors import BrokenAnswerError, ClosedWithoutAnswerError

OK = b"HTTP/1.1 200 OK\r\n"
CASES = {
    "length": (OK + b"Content-Length: 2\r\n\r\nok", (200, 2, True)),
    "length and close": (OK + b"Content-Length: 2\r\nConnection: close\r\n\r\nok", (200, 2, False)),
    "chunked": (
        OK + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nA: b\r\n\r\n",
        (200, 5, True),
    ),
    "no content": (b"HTTP/1.1 204 No Content\r\n\r\n", (204, 0, True)),
    "not modified, with the length of what it does not send": (
        b"HTTP/1.1 304 Not Modified\r\nContent-Length: 90\r\n\r\n",
        (304, 0, True),
    ),
    "interim answers": (
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
        + OK
        + b"Content-Length: 2\r\n\r\nok",
        (200, 2, True),
    ),
    "HTTP/1.0": (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", (200, 2, False)),
    "a length twice, the same": (
        OK + b"Content-Length: 2\r\nA: b\r\ncontent-length: 2\r\n\r\nok",
        (200, 2, True),
    ),
    "a list of the same length": (OK + b"Content-Length: 2, 2\r\n\r\nok", (200, 2, True)),
    "a length twice behind an interim answer": (
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK + b"Content-Length: 2\r\n" * 3 + b"\r\nok",
        (200, 2, True),
    ),
    "a folded field": (OK + b"X: a\r\n b\r\nContent-Length: 2\r\n\r\nok", (200, 2, True)),
    "LF alone": (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok", (200, 2, True)),
    "another protocol": (
        b"HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n",
        (101, 0, False),
    ),
}


def _told(reader: AnswerReader) -> tuple[int, int, bool]:
    return (reader.status, reader.size, reader.kept)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("step", [1, 7, 10_000])
def test_an_answer_ends_where_it_says_however_it_arrives(name: str, step: int) -> None:
    text, expected = CASES[name]
    reader = AnswerReader()
    for at in range(0, len(text), step):
        assert not reader.done
        reader.feed(text[at : at + step])
    assert reader.done
    assert _told(reader) == expected


def test_the_answer_to_head_has_no_body_and_the_connection_is_used_again() -> None:
    reader = AnswerReader()
    for bodyless in (True, False, True):
        reader.expect(bodyless=bodyless)
        reader.feed(OK + b"Content-Length: 2\r\n\r\n")
        if not bodyless:
            reader.feed(b"ok")
        assert reader.done
        assert _told(reader) == (200, 0 if bodyless else 2, True)


@pytest.mark.parametrize("step", [1, 10_000])
def test_without_a_length_the_end_of_the_connection_is_the_end_of_the_body(step: int) -> None:
    reader, text = (
        AnswerReader(),
        b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"A: b\r\n\r\nContent-Length: 9\r\n",
    )
    for at in range(0, len(text), step):
        reader.feed(text[at : at + step])
    assert not reader.done
    reader.end()
    assert reader.done
    assert _told(reader) == (200, 19, False)


@pytest.mark.parametrize(
    "text", [OK, OK + b"Content-Length: 9\r\n\r\nok", OK + b"transfer-encoding: chunked\r\n\r\n2\r\nok\r\n"]
)
def test_an_answer_that_is_cut_off_is_broken(text: bytes) -> None:
    reader = AnswerReader()
    reader.feed(text)
    with pytest.raises(BrokenAnswerError):
        reader.end()


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 2\r\nContent-Length: 3",
        b"Content-Length: 2, 3",
        b"Content-Length: 0x2",
        b"Content-Length: ",
    ],
)
@pytest.mark.parametrize("step", [1, 10_000])
def test_lengths_that_differ_are_broken(head: bytes, step: int) -> None:
    text = OK + head + b"\r\n\r\nok"
    with pytest.raises(BrokenAnswerError):
        _read(AnswerReader(), text, step)


def _read(reader: AnswerReader, text: bytes, step: int) -> None:
    for at in range(0, len(text), step):
        reader.feed(text[at : at + step])


def test_nothing_at_all_is_not_a_broken_answer() -> None:
    with pytest.raises(ClosedWithoutAnswerError):
        AnswerReader().end()


def test_what_is_no_answer_is_broken() -> None:
    with pytest.raises(BrokenAnswerError):
        AnswerReader().feed(b"SSH-2.0-OpenSSH_9.2\r\n")


@pytest.mark.parametrize(
    "more", [b"\r\nHTTP/1.1 500 Oh\r\nContent-Length: 1\r\n\r\nx", b"HTTP/1.1 5", b"garbage"]
)
def test_what_follows_an_answer_is_not_the_next_ones(more: bytes) -> None:
    reader = AnswerReader()
    reader.feed(OK + b"Content-Length: 2\r\n\r\nok" + more)
    assert reader.done
    assert _told(reader) == (200, 2, False)


def test_a_body_is_kept_only_where_somebody_wants_it() -> None:
    reader = AnswerReader()
    for wanted, kept in ((False, None), (True, b"ok")):
        reader.expect(bodyless=False, keep_body=wanted)
        reader.feed(OK + b"Content-Length: 2\r\n\r\nok")
        assert reader.body == kept

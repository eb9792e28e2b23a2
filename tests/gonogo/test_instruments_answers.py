"""Every answer on a connection counts, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from gonogo.instruments.answers import statuses_in

INSIDE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
PROSE = b"it said HTTP/1.1 401 Unauthorized to us"


def sized(body: bytes, *fields: bytes, size: int | None = None) -> bytes:
    lines = [b"HTTP/1.1 200 OK", b"Content-Length: %d" % (len(body) if size is None else size), *fields]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def chunked(*chunks: bytes, last: bytes = b"0\r\n\r\n") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
    return head + b"".join(b"%x;a=b\r\n%s\r\n" % (len(one), one) for one in chunks) + last


@pytest.mark.parametrize(
    "data",
    [
        sized(PROSE),
        sized(INSIDE),
        sized(b"", b"X-Said: HTTP/1.1 401 Unauthorized"),
        sized(PROSE)[:-10],
        chunked(PROSE, INSIDE),
        chunked(PROSE, last=b"0\r\nX-Said: HTTP/1.1 401 No\r\n\r\n"),
        b"HTTP/1.0 200 OK\r\n\r\n" + PROSE,
        b"HTTP/1.1 100 Continue\r\n\r\n" + sized(PROSE),
        b"HTTP/1.1 200 OK\nContent-Length: %d\n\n" % len(PROSE) + PROSE,
        b"HTTP/1.1 200 O",
    ],
)
def test_one_answer_is_one_whatever_it_holds(data: bytes) -> None:
    assert statuses_in(data) == (200,)


@pytest.mark.parametrize(
    "data",
    [
        sized(PROSE) + INSIDE,
        sized(b"") + b"HTTP/1.1 404",
        chunked(PROSE) + INSIDE,
        chunked(b"a", last=b"0\r\n\r\n\r\n") + INSIDE,
        sized(PROSE) + b"\r\n" + INSIDE,
        sized(b"ab", size=1) + INSIDE,
        sized(b"a", size=5000) + INSIDE,
        b"HTTP/1.1 200 OK\r\n\r\nwhole" + INSIDE,
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"
        + INSIDE,
        chunked(b"a", last=b"zz") + INSIDE,
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\ngarbage" + INSIDE,
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + INSIDE[:-2],
    ],
)
def test_each_answer_behind_another_one_counts(data: bytes) -> None:
    assert statuses_in(data) == (200, 404)


def test_nothing_is_no_answer() -> None:
    assert [statuses_in(data) for data in (b"", b"\r\n", b"SSH-2.0", PROSE[3:-20])] == [(), (), (), ()]

"""No target makes a probe raise, hang, or fill the memory."""

import gzip
import socket
import statistics
import threading
import tracemalloc
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from gonogo.instruments.probe import connect as connecting
from gonogo.instruments.probe.ask import Answer, probe
from tests.fixtures.hostile import Handler, drips, hangs, ok, redirects_to, says, server, streams

DEADLINE_SECONDS = 0.03
SLACK_SECONDS = 1.0
HEAD = b"HTTP/1.1 200 OK\r\n"
MEGABYTE = 1_000_000

SLOW: dict[str, Handler] = {
    "hang": hangs,
    "drip of the status line": drips(b"", b"H"),
    "drip of one header": drips(HEAD + b"X-A: ", b"a"),
    "headers without end": drips(HEAD, b"X-A: a\r\n", every_seconds=0.005),
    "drip of the body": drips(HEAD + b"Content-Length: 1000\r\n\r\n", b"b"),
    "drip of a body until it closes": drips(HEAD + b"\r\n", b"b"),
    "drip of chunks": drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nb\r\n"),
    "drip of a chunk size": drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    "trailers without end": drips(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n"),
    "continue without end": drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "empty gzip members without end": drips(HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
}


def _asked(handler: Handler) -> Answer:
    with server(handler) as url:
        return probe(url, deadline_seconds=DEADLINE_SECONDS)


@pytest.fixture(scope="module")
def slow() -> dict[str, Answer]:
    """What a probe says of each slow target, all asked at once."""
    with ThreadPoolExecutor(len(SLOW)) as pool:
        return dict(zip(SLOW, pool.map(_asked, SLOW.values()), strict=True))


@pytest.mark.parametrize("name", SLOW)
def test_the_total_deadline_holds_against(slow: dict[str, Answer], name: str) -> None:
    answer = slow[name]
    assert answer.seconds < DEADLINE_SECONDS + SLACK_SECONDS
    assert answer.error in ("timeout", "protocol")
    assert answer.error == "timeout" or "100 headers" in answer.detail


def test_what_arrived_before_the_deadline_is_kept() -> None:
    with server(SLOW["drip of the body"]) as url:
        answer = probe(url, deadline_seconds=0.15)
    assert (answer.status, answer.truncated, answer.error) == (200, True, "timeout")
    assert set(answer.body) == {ord("b")}


def test_the_deadline_holds_under_tls_that_never_shakes_hands() -> None:
    with server(hangs) as url:
        answer = probe(url.replace("http", "https"), deadline_seconds=DEADLINE_SECONDS)
    assert answer.error == "timeout"
    assert answer.seconds < DEADLINE_SECONDS + SLACK_SECONDS


def test_the_deadline_holds_against_a_target_that_does_not_read() -> None:
    with server(hangs) as url:
        answer = probe(url, method="POST", body=bytes(20 * MEGABYTE), deadline_seconds=DEADLINE_SECONDS)
    assert answer.error == "timeout"
    assert answer.seconds < DEADLINE_SECONDS + SLACK_SECONDS


def test_the_deadline_holds_against_a_resolver_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    real = connecting._look_up
    monkeypatch.setattr(
        connecting,
        "_look_up",
        lambda host, port, flags: real(host, port, flags) if flags else released.wait(2),
    )
    answer = probe("http://slow.invalid/", deadline_seconds=DEADLINE_SECONDS)
    released.set()
    assert answer.error == "timeout"
    assert answer.seconds < DEADLINE_SECONDS + SLACK_SECONDS


def test_the_deadline_holds_for_all_redirects_together() -> None:
    def slow_redirect(stopped: threading.Event) -> Iterator[bytes]:
        stopped.wait(DEADLINE_SECONDS / 3)
        yield b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"

    with server(streams(slow_redirect)) as url:
        answer = probe(url, deadline_seconds=DEADLINE_SECONDS, follow=True)
    assert answer.error == "timeout"
    assert answer.seconds < DEADLINE_SECONDS + SLACK_SECONDS


BROKEN: dict[str, tuple[Handler, str]] = {
    "nothing": (says(b""), "reset"),
    "garbage": (says(b"\x00\xff garbage\r\n\r\n"), "protocol"),
    "a status that is no number": (says(b"HTTP/1.1 abc OK\r\n\r\n"), "protocol"),
    "a header of a megabyte": (says(HEAD, b"X: ", b"x" * MEGABYTE), "protocol"),
    "a body that stops early": (says(HEAD + b"Content-Length: 10\r\n\r\nabc"), "reset"),
    "a chunk that stops early": (says(HEAD + b"Transfer-Encoding: chunked\r\n\r\na\r\nabc"), "reset"),
    "chunks that stop early": (says(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n"), "reset"),
    "a chunk size that is no number": (says(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "reset"),
    "two different lengths": (says(HEAD + b"Content-Length: 1, 2\r\n\r\nab"), "protocol"),
    "gzip that is none": (says(ok(b"plain", "Content-Encoding: gzip")), "protocol"),
    "gzip that stops early": (says(ok(gzip.compress(b"a" * 99)[:-9], "Content-Encoding: gzip")), "protocol"),
    "a redirect to another scheme": (redirects_to("ftp://127.0.0.1/"), "protocol"),
    "a redirect to nowhere": (redirects_to("http://[::1"), "protocol"),
    "a redirect to an impossible port": (redirects_to("http://127.0.0.1:99999/"), "protocol"),
    "a redirect to itself": (redirects_to("/"), "protocol"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_answer_is_an_error_with_a_reason(name: str) -> None:
    handler, kind = BROKEN[name]
    with server(handler) as url:
        answer = probe(url, follow=True)
    assert (answer.error, bool(answer.detail)) == (kind, True)


def test_a_refused_connection() -> None:
    with server(hangs) as url:
        pass
    assert (probe(url).error, probe(url).status) == ("refused", None)


def test_a_reset_connection() -> None:
    def resets(connection: socket.socket, stopped: threading.Event) -> None:
        connection.recv(65_536)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        connection.close()

    with server(resets) as url:
        assert probe(url).error == "reset"


def test_tls_on_a_plain_port_and_a_name_without_address() -> None:
    with server(says(ok(b""))) as url:
        assert probe(url.replace("http", "https")).error == "tls"
    assert probe(f"http://{'a' * 70}.invalid/").error == "dns"


def test_html_is_an_answer() -> None:
    with server(says(ok(b"<html>", "Content-Type: text/html"))) as url:
        answer = probe(url)
    assert (answer.error, answer.media_type) == (None, "text/html")


def test_a_head_answer_has_no_body_to_wait_for() -> None:
    with server(says(HEAD + b"Content-Length: 1000\r\n\r\n")) as url:
        answer = probe(url, method="HEAD")
    assert (answer.error, answer.truncated, answer.header("content-length")) == (None, False, "1000")


@pytest.mark.parametrize("members", [1, 3])
def test_gzip_in_spite_of_identity_is_decoded(members: int) -> None:
    with server(says(ok(gzip.compress(b"words ") * members, "Content-Encoding: gzip"))) as url:
        answer = probe(url)
    assert (answer.error, answer.text) == (None, "words " * members)


def test_an_unknown_encoding_is_left_as_sent() -> None:
    with server(says(ok(b"\x1b\x03", "Content-Encoding: br"))) as url:
        answer = probe(url)
    assert (answer.error, answer.body) == (None, b"\x1b\x03")


def _endless(_: threading.Event) -> Iterator[bytes]:
    yield HEAD + b"\r\n"
    while True:
        yield b"x" * 65_536


def _hundred_megabytes(_: threading.Event) -> Iterator[bytes]:
    yield HEAD + b"Content-Length: 100000000\r\n\r\n"
    for _piece in range(100):
        yield b"x" * MEGABYTE


def _one_enormous_chunk(_: threading.Event) -> Iterator[bytes]:
    yield HEAD + b"Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n"
    while True:
        yield b"x" * 65_536


def _bomb(_: threading.Event) -> Iterator[bytes]:
    packer = zlib.compressobj(9, wbits=31)
    yield HEAD + b"Content-Encoding: gzip\r\n\r\n"
    for _piece in range(100):
        yield packer.compress(bytes(MEGABYTE))
    yield packer.flush()


FLOODS = {"stream": _endless, "100 MB": _hundred_megabytes, "chunk": _one_enormous_chunk, "bomb": _bomb}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_cut_at_the_limit_and_memory_stays_bounded(name: str) -> None:
    with server(streams(FLOODS[name])) as url:
        answer, peak = _measured(url, max_bytes=MEGABYTE)
    assert (answer.status, answer.error, answer.truncated, len(answer.body)) == (
        200,
        "too_large",
        True,
        MEGABYTE,
    )
    assert peak < 16 * MEGABYTE  # four are read before it is one, and copied to be handed on


def test_what_is_larger_than_wanted_is_read_to_its_end_and_no_failure() -> None:
    with server(says(ok(b"x" * 90_000))) as url:
        answer = probe(url, max_bytes=64_000)
    assert (answer.error, answer.truncated, len(answer.body)) == (None, True, 64_000)


def test_a_flood_in_a_redirect_is_cut_too() -> None:
    def flood(_: threading.Event) -> Iterator[bytes]:
        yield b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n"
        while True:
            yield b"x" * 65_536

    with server(streams(flood)) as url:
        answer = probe(url, max_bytes=MEGABYTE, follow=True)
    assert (answer.status, answer.error, len(answer.body)) == (302, "too_large", MEGABYTE)


def test_a_body_of_exactly_the_limit_is_whole() -> None:
    with server(says(ok(b"x" * 1000))) as url:
        answer = probe(url, max_bytes=1000)
    assert (answer.error, answer.truncated, len(answer.body)) == (None, False, 1000)


def test_no_thread_and_no_socket_is_left_behind() -> None:
    with server(SLOW["drip of the body"]) as url:
        probe(url, deadline_seconds=0.05)
        mine = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
        for thread in mine:
            thread.join(1.0)
        assert not any(thread.is_alive() for thread in mine)


def test_twenty_five_requests_are_quick() -> None:
    with server(says(ok(b"{}"))) as url:
        answers = [probe(url) for _ in range(25)]
    assert [answer.status for answer in answers] == [200] * 25
    # a busy machine holds some of them up; what each of them waits for would hold up all
    assert statistics.median(answer.seconds for answer in answers) < 0.02


def _measured(url: str, max_bytes: int) -> tuple[Answer, int]:
    tracemalloc.start()
    try:
        answer = probe(url, max_bytes=max_bytes)
        return answer, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

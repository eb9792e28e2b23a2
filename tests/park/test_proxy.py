"""The proxy changes what it is told to change, and passes on all else."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from gonogo.instruments.probe.ask import Answer, probe
from park import altering
from park.proxy import altered, unchanged
from park.server import Alteration
from tests.suites.loopback import Handler, Loopback

METRICS = '# TYPE n counter\nn 5\nn{x="1"} 7\nup 1\n'
SENT = {"Content-Type": "text/plain; charset=utf-8", "X-Frame-Options": "DENY", "X-Twice": "1"}


class Service(Handler):
    def respond(self) -> None:
        found = self.path.startswith(("/metrics", "/health"))
        body = (METRICS if found else "no such page").encode()
        self.send_response(200 if found else 404)
        for name, value in SENT.items():
            self.send_header(name, value)
        self.send_header("X-Asked", f"{self.command} {self.headers.get('X-Mark')}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = respond  # noqa: N815 - http.server calls it so


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Loopback(Service) as running:
        yield running.url


def through(server: str, alter: Alteration, path: str = "/metrics", **asked: object) -> Answer:
    with altered(server, alter) as url:
        return probe(url + path, **asked)  # type: ignore[arg-type]


def named(answer: Answer, *names: str) -> list[str | None]:
    return [answer.header(name) for name in names]


@pytest.mark.parametrize("path", ["/metrics?x=1", "/gone"])
def test_unchanged_is_what_it_was(server: str, path: str) -> None:
    here, there = probe(server + path), through(server, unchanged, path)
    assert (here.status, here.body) == (there.status, there.body)
    assert named(here, *SENT, "server") == named(there, *SENT, "server")


def test_any_method_and_header_goes_on(server: str) -> None:
    answer = through(server, unchanged, method="POST", headers={"X-Mark": "yes"}, body=b"x")
    assert answer.header("X-Asked") == "POST yes"
    assert through(server, unchanged, method="HEAD").body == b""


@pytest.mark.parametrize(
    ("alter", "lines"),
    [
        (altering.without_line("/metrics", "n{"), ["# TYPE n counter", "n 5", "up 1"]),
        (altering.with_lines("/metrics", "a 1"), [*METRICS.splitlines(), "a 1"]),
        (
            altering.with_text("/metrics", r"^n (.*)$", r"n -\1"),
            ["# TYPE n counter", "n -5", 'n{x="1"} 7', "up 1"],
        ),
        (altering.without_line("/other", "n"), METRICS.splitlines()),
    ],
)
def test_a_text_is_changed_at_its_path(server: str, alter: Alteration, lines: list[str]) -> None:
    assert through(server, alter).text.splitlines() == lines


def test_a_counter_falls_with_each_reading(server: str) -> None:
    falling = altering.falling("/metrics", "n")
    first, second = (through(server, falling).text for _ in range(2))
    assert "n 1000000\n" in first
    assert 'n{x="1"} 999999\n' in second


def test_statuses_bodies_and_headers(server: str) -> None:
    assert through(server, altering.with_status("/gone", 503), "/gone").status == 503
    said = through(server, altering.says("/health", "Unhealthy"), "/health?full")
    assert (said.status, said.text) == (200, "Unhealthy")
    found = through(server, altering.instead_of_missing("/"), "/gone")
    assert (found.status, found.media_type) == (200, "text/html")
    moved = through(server, altering.redirects("/metrics", "http://metrics.example.com/"))
    assert (moved.status, moved.header("location")) == (302, "http://metrics.example.com/")
    bare = altering.of_status(404, altering.without_header("x-frame-options"))
    assert through(server, bare, "/gone").header("X-Frame-Options") is None
    assert through(server, bare).header("X-Frame-Options") == "DENY"


def test_whoever_asks_is_trusted(server: str) -> None:
    trusting = altering.trusting_any_origin("/metrics")
    answer = through(server, trusting, headers={"Origin": "https://elsewhere.example"})
    told = named(answer, "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials")
    assert told == ["https://elsewhere.example", "true"]


def test_an_answer_that_is_late_is_late(server: str) -> None:
    assert through(server, altering.later("/metrics", 0.2)).seconds >= 0.2
    assert through(server, altering.later("/other", 5.0)).seconds < 5


def test_a_message_that_can_be_read_in_two_ways_goes_no_further(server: str) -> None:
    assert through(server, unchanged, method="POST", body=b"x", chunked=True).status == 400


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 400"),
        (b"GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 400"),
        (b"G\x01T / HTTP/1.1\r\nHost: a\r\n\r\n", b"HTTP/1.1 400"),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX-A: 1\r\n b\r\n\r\n", b"HTTP/1.1 "),
        (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n", b"HTTP/1.1 431"),
        (b"\x16\x03\x01\r\n", b""),
        (b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx", b""),
    ],
)
def test_nothing_that_a_client_sends_makes_it_complain(
    server: str, message: bytes, said: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    with altered(server, unchanged) as url:
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname, parts.port), 5) as connection:
            connection.sendall(message)
            connection.shutdown(socket.SHUT_WR)
            came = connection.makefile("rb").read()
        assert probe(url + "/metrics").status == 200
    assert came.startswith(said)
    assert capfd.readouterr().err == ""


def test_who_leaves_in_the_middle_is_no_matter(server: str, capfd: pytest.CaptureFixture[str]) -> None:
    with altered(server, unchanged) as url:
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname, parts.port), 5) as connection:
            connection.sendall(b"GET / HT")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset
        assert probe(url + "/metrics").status == 200
    assert capfd.readouterr().err == ""


class Broken(Handler):
    def respond(self) -> None:
        self.wfile.write(b"no HTTP\r\n\r\n")


def test_who_answers_what_is_no_http_gets_no_complaint(capfd: pytest.CaptureFixture[str]) -> None:
    with Loopback(Broken) as broken:
        assert through(broken.url, unchanged).error is not None
    assert capfd.readouterr().err == ""

"""The client against servers on loopback that say what they are told to."""

import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from time import perf_counter

import pytest

from gonogo.loadtests.client import LONG_SECONDS, Client
from gonogo.loadtests.connection import Connection
from gonogo.loadtests.encoding import Encoded, encode
from gonogo.loadtests.errors import kind
from gonogo.loadtests.loop import Loop
from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.route import route_to
from gonogo.loadtests.targets import resolve
from tests.fixtures.hostile import server

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
PATIENCE_SECONDS = 5.0
Told = tuple[int, int, str | None]


class Asker:
    """A client whose requests are sent one at a time, and told as (status, size, error)."""

    def __init__(
        self, loop: Loop, url: str, *, pooled: bool = True, seconds: float = PATIENCE_SECONDS
    ) -> None:
        self._told: list[Told] = []
        self.client = Client(loop, self._note, seconds, pooled=pooled)
        self._request = _encoded(url, pooled=pooled)
        self._number = 0

    def ask(self, data: bytes | None = None) -> Told:
        self.start(data)
        return self.finish()

    def finish(self) -> Told:
        end = perf_counter() + PATIENCE_SECONDS
        while not self._told and perf_counter() < end:
            self.client.turn(end)
        return self._told.pop()

    def start(self, data: bytes | None = None) -> None:
        self._number += 1
        request = self._request
        self.client.send(request, data or request.filled(0, {}), self._number, perf_counter())

    def _note(self, connection: Connection) -> None:
        error = connection.error
        told = (connection.answer.status, connection.answer.size)
        self._told.append((*told, None if error is None else kind(error)))


def _encoded(url: str, *, pooled: bool) -> Encoded:
    journey = Journey(name="a", path="/", rate_per_second=1)
    plan = LoadPlan(
        base_urls=(url,),
        journeys=(journey,),
        duration_seconds=1,
        max_requests=9,
        connections="pooled" if pooled else "fresh",
    )
    return encode(plan, journey, route_to(url, plan, resolve(plan), None))


@pytest.fixture
def loop() -> Iterator[Loop]:
    with closing(Loop()) as made:
        yield made


def _answering(
    answers: list[bytes], log: list[int], *, close: bool = False
) -> Callable[[socket.socket, threading.Event], None]:
    """For each request on a connection the next answer; the log has how many each connection got."""

    def handle(connection: socket.socket, _stopped: threading.Event) -> None:
        place = len(log)
        log.append(0)
        with connection:
            while connection.recv(65_536):
                log[place] += 1
                connection.sendall(answers.pop(0))
                if close:
                    return

    return handle


def test_a_kept_connection_is_used_again(loop: Loop) -> None:
    log: list[int] = []
    with server(_answering([OK] * 3, log)) as url:
        asker = Asker(loop, url)
        assert [asker.ask() for _ in range(3)] == [(200, 2, None)] * 3
        assert log == [3]
        asker.client.close()


def test_every_fresh_connection_is_a_new_one(loop: Loop) -> None:
    log: list[int] = []
    with server(_answering([OK] * 3, log)) as url:
        asker = Asker(loop, url, pooled=False)
        assert [asker.ask() for _ in range(3)] == [(200, 2, None)] * 3
        assert log == [1, 1, 1]
        asker.client.close()


def test_a_connection_that_was_closed_while_idle_is_not_used(loop: Loop) -> None:
    log: list[int] = []
    with server(_answering([OK] * 2, log, close=True)) as url:
        asker = Asker(loop, url)
        assert asker.ask() == (200, 2, None)
        end = perf_counter() + PATIENCE_SECONDS
        while asker._request.route.idle and perf_counter() < end:
            asker.client.turn(perf_counter() + 0.01)
        assert asker.ask() == (200, 2, None)
        assert log == [1, 1]
        asker.client.close()


def test_a_connection_that_lay_for_long_is_looked_at_before_it_is_used(loop: Loop) -> None:
    log: list[int] = []
    with server(_answering([OK] * 2, log, close=True)) as url:
        asker = Asker(loop, url)
        assert asker.ask() == (200, 2, None)
        (idle,) = asker._request.route.idle
        select.select([idle._descriptor], [], [], PATIENCE_SECONDS)
        idle.sent_at -= LONG_SECONDS
        asker.start()
        assert log[0] == 1
        assert asker.finish() == (200, 2, None)
        asker.client.close()


def test_an_answer_that_nobody_asked_for_is_no_answer_to_the_next_request(loop: Loop) -> None:
    log: list[int] = []
    with server(_answering([OK + b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", OK], log)) as url:
        asker = Asker(loop, url)
        assert [asker.ask(), asker.ask()] == [(200, 2, None)] * 2
        assert log == [1, 1]
        asker.client.close()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\nuntil the end", (200, 13, None)),
        (b"", (0, 0, "closed_without_answer")),
        (b"HTTP/1.1 200 OK\r\nContent-Le", (0, 0, "broken_answer")),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", (200, 2, "broken_answer")),
        (b"no HTTP at all\r\n", (0, 0, "broken_answer")),
    ],
)
def test_a_close_ends_an_answer_or_breaks_it_and_nothing_is_sent_twice(
    loop: Loop, answer: bytes, told: Told
) -> None:
    log: list[int] = []
    with server(_answering([answer], log, close=True)) as url:
        asker = Asker(loop, url)
        assert asker.ask() == told
        assert log == [1]
        asker.client.close()


def test_a_reset_is_a_failure_of_its_own(loop: Loop) -> None:
    def handle(connection: socket.socket, _stopped: threading.Event) -> None:
        connection.recv(1)  # what is left unread makes the close a reset
        connection.close()

    with server(handle) as url:
        assert Asker(loop, url).ask()[2] == "connection_reset"


def test_no_answer_in_time_is_a_time_out_and_later_ones_have_their_own(loop: Loop) -> None:
    def handle(connection: socket.socket, stopped: threading.Event) -> None:
        with connection:
            stopped.wait(PATIENCE_SECONDS)

    with server(handle) as url:
        asker = Asker(loop, url, seconds=0.1)
        for _ in range(2):
            began = perf_counter()
            assert asker.ask()[2] == "timeout"
            assert perf_counter() - began >= 0.1
        assert asker.client.under_way == 0


def test_a_port_that_nobody_listens_on_refuses(loop: Loop) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert Asker(loop, f"http://127.0.0.1:{port}").ask() == (0, 0, "connection_refused")


def test_a_name_with_a_dead_address_is_reached_at_the_next_one(loop: Loop) -> None:
    with server(_answering([OK], [])) as url:
        asker = Asker(loop, url)
        addresses = asker._request.route.addresses
        addresses.insert(0, (*addresses[0][:4], ("127.0.0.2", 1)))
        assert asker.ask() == (200, 2, None)
        asker.client.close()


def test_a_request_larger_than_what_the_kernel_takes_at_once_is_sent_whole(loop: Loop) -> None:
    size, got = 8_000_000, list[int]()

    def handle(connection: socket.socket, _stopped: threading.Event) -> None:
        with connection:
            received = 0
            while received < size:
                received += len(connection.recv(65_536))
            got.append(received)
            connection.sendall(OK)

    with server(handle) as url:
        asker = Asker(loop, url)
        assert asker.ask(b"x" * size) == (200, 2, None)
        assert got == [size]
        asker.client.close()

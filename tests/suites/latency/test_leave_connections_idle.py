"""The experiment on a server that ends idle connections, straight and through proxies of two kinds."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import pytest

from gonogo.instruments.probe.ask import probe
from gonogo.suites.latency.experiments import idling, lines, waves
from gonogo.suites.latency.observations.idling import ENTRY, Idling
from gonogo.targets.base import Replica, Running
from tests.judging import Case, contract, done
from tests.suites.latency.examples import JOURNEY
from tests.suites.loopback import Handler, Loopback
from tests.suites.metrics.examples import METRICS
from tests.suites.shop import CONTENT_TYPE, ShopTarget

WRITES = JOURNEY | {"name": "buy", "method": "POST", "body": {"n": "{n}"}}
IDLE_SECONDS = 0.4


class Keeping(Handler):
    """Keeps a connection for a while, as HTTP/1.1 does."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    announces = ""

    def respond(self) -> None:
        self.answer(200, "", "text/plain")

    def end_headers(self) -> None:
        if self.announces:
            self.send_header("Keep-Alive", self.announces)
        super().end_headers()


class Forgetting(Keeping):
    """Takes a second request on no connection, and ends none."""

    timeout = None  # type: ignore[assignment]

    def handle(self) -> None:
        self.handle_one_request()
        threading.Event().wait(3 * IDLE_SECONDS)


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idling, "_LOOK_SECONDS", 2 * IDLE_SECONDS)
    monkeypatch.setattr(idling, "_CONTROL_SECONDS", 0.05)
    monkeypatch.setattr(idling, "AHEAD_SECONDS", 0.1)
    monkeypatch.setattr(idling, "_SAME_SECONDS", 0.05)
    monkeypatch.setattr(waves, "AHEAD_SECONDS", 0.05)
    monkeypatch.setattr(idling, "_MOST_WAVES", 2)
    monkeypatch.setattr(idling, "PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(waves, "_CLIENTS", 8)


def seen(entry: str, *replicas: str, **sections: Any) -> Idling:
    """Leave connections idle at an entry, which is the one replica where there is no other."""
    promised = contract(latency={"journeys": [JOURNEY, WRITES]}, **sections)
    target = ShopTarget(entry, promised)
    behind = tuple(Replica(f"app-{n}", url) for n, url in enumerate(replicas, 1))
    target.attach(Running(entry, behind or (Replica("app-1", entry),)))
    return done(idling.leave_connections_idle, target, promised)


def test_an_end_is_timed() -> None:
    with Loopback(Keeping) as server:
        found = seen(server.url)
    assert len(found.kept) == 8
    assert all(IDLE_SECONDS - 0.05 < ended < IDLE_SECONDS + 0.3 for ended in found.ends_at(ENTRY))
    assert (found.control, found.waves) == ((), ()), "nobody stands before it"


def test_an_answer_that_ends_its_connection_is_told() -> None:
    with Loopback(Keeping, protocol_version="HTTP/1.0") as server:
        found = seen(server.url)
    assert (found.at_once, found.kept, found.waves) == (8, (), ())
    assert found.looked_seconds < IDLE_SECONDS, "there is nothing to wait for"


def test_what_stays_open_is_used_again() -> None:
    with Loopback(Keeping, timeout=30) as server:
        found = seen(server.url)
    assert {(one.ended_seconds, one.said) for one in found.kept} == {(None, "200")}


def test_what_is_forgotten_gives_no_answer() -> None:
    with Loopback(Forgetting) as server:
        found = seen(server.url)
    assert {one.said for one in found.kept} == {lines.SILENT}


def test_the_announced_time_is_read() -> None:
    with Loopback(Keeping, announces="timeout=7, max=9") as server:
        assert {one.announced_seconds for one in seen(server.url).kept} == {7.0}


def test_an_answer_that_ends_its_connection_leaves_none_idle() -> None:
    with Loopback(Keeping, protocol_version="HTTP/1.0") as server:
        assert seen(server.url).kept == ()


def test_nobody_there_keeps_nothing() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert seen(f"http://127.0.0.1:{free.getsockname()[1]}").kept == ()


@contextmanager
def forwarding(to: str) -> Iterator[str]:
    """Open a proxy of nothing but bytes, one connection there for each here."""
    host, port = to.removeprefix("http://").split(":")
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:

        def accept() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                server = socket.create_connection((host, int(port)))
                for one, other in ((client, server), (server, client)):
                    threading.Thread(target=pump, args=(one, other), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def pump(one: socket.socket, other: socket.socket) -> None:
    """Hand on until an end, and then the end."""
    try:
        while data := one.recv(65_536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def test_clients_come_back_when_a_replica_ends_what_is_idle() -> None:
    with Loopback(Keeping) as server, forwarding(server.url) as entry:
        found = seen(entry, server.url)
    assert found.ends_at("app-1")
    (control,) = found.control
    assert len(found.waves) == 2
    for wave in (control, *found.waves):
        assert [one.write for one in wave.sent] == [False, True, True, True] * 2
    assert [one.own for one in control.sent] == [True] * 4 + [False] * 4
    assert {one.said for one in control.sent} == {"200"}
    assert {one.said for wave in found.waves for one in wave.sent if not one.own} == {"200"}


def test_a_wave_is_spread_around_its_aims() -> None:
    near = [waves.spacing((3.0,), n) - 3.0 for n in range(48) if n % 3]
    wide = [waves.spacing((3.0,), n) - 3.0 for n in range(48) if not n % 3]
    assert max(map(abs, near)) <= 0.008
    assert 0.03 < max(wide) <= 0.05
    assert -0.05 <= min(wide) < -0.03
    assert {round(waves.spacing((2.0, 8.0), n)) for n in range(8)} == {2, 8}


class Counting(Keeping):
    """Counts what it is asked for, until nobody has asked for anything for a while; scrapes are nothing."""

    timeout = 30
    lives_seconds: float
    gone_or_nothing: str
    asked: ClassVar[int] = 0
    last: ClassVar[float] = 0.0

    def respond(self) -> None:
        cls, now = type(self), time.monotonic()
        if now - cls.last > self.lives_seconds:
            cls.asked = 0
        if self.path != "/stats":
            cls.asked, cls.last = cls.asked + 1, now
            self.answer(200, "", "text/plain")
            return
        line = f"shop_requests_total {cls.asked}\n" if cls.asked else self.gone_or_nothing
        told = f"process_start_time_seconds 7\n# TYPE shop_requests_total counter\n{line}"
        self.answer(200, told, CONTENT_TYPE)


@pytest.mark.parametrize(
    ("lives_seconds", "gone_or_nothing", "later"),
    [
        (IDLE_SECONDS, "shop_requests_total 0\n", [0.0, 8.0]),
        (IDLE_SECONDS, "", [None, 8.0]),
        (60.0, "", [17.0, 25.0]),
    ],
    ids=["set back", "gone, and back when it is asked", "kept"],
)
def test_counters_are_read_before_at_rest_and_when_it_is_used_again(
    lives_seconds: float, gone_or_nothing: str, later: list[float | None]
) -> None:
    alike = {"lives_seconds": lives_seconds, "gone_or_nothing": gone_or_nothing}
    with Loopback(Counting, **alike) as server:
        request(server.url)
        found = seen(server.url, metrics=METRICS)
    assert [one.counters.get("shop_requests_total") for one in found.counters] == [9.0, *later]
    rules = {"metrics": METRICS, "latency": {"journeys": [JOURNEY]}}
    case = Case("metrics/counters-outlive-a-pause", contract(**rules), found, found)
    assert bool(case.problems(found)) is (lives_seconds == IDLE_SECONDS)


def request(url: str) -> None:
    """Ask once, as whoever looked at it before has."""
    assert probe(f"{url}/things").status == 200


def test_an_exposition_that_fails_is_asked_for_once() -> None:
    with Loopback(Keeping) as server:
        found = seen(server.url, metrics={"path": "/"})
        gone = server.url
    assert [one.moment for one in found.counters] == ["before", "rest", "used"]
    assert [one.moment for one in seen(gone, metrics=METRICS).counters] == ["before"]

"""The experiment on a server that ends idle connections, straight and through proxies of two kinds."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gonogo.suites.latency.experiments import idling, lines, waves
from gonogo.suites.latency.observations.idling import ENTRY, Idling
from gonogo.targets.base import Replica, Running
from tests.judging import contract, done
from tests.suites.latency.examples import JOURNEY
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

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


def seen(entry: str, *replicas: str) -> Idling:
    """Leave connections idle at an entry, which is the one replica where there is no other."""
    promised = contract(latency={"journeys": [JOURNEY, WRITES]})
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

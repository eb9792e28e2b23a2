"""Two workers and a supervisor that replaces each that has ended: by an input, or after so many requests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gonogo.instruments.inputs.message import Input
from gonogo.suites.security.experiments import alone as experiments
from gonogo.suites.security.experiments import watch as watching
from gonogo.suites.security.experiments.accepted import Place
from gonogo.suites.security.experiments.alone import Suspicion
from gonogo.suites.security.experiments.watch import Watch
from gonogo.suites.security.harm import ended
from gonogo.suites.security.observations.hostile import Tried
from tests.judging import contract
from tests.suites.shop import ShopTarget

MADE = contract(security={"responses": [{"path": "/things"}]})
SUPERVISOR = """
import os, socket, sys
s = socket.create_server(("127.0.0.1", 0))
print(s.getsockname()[1], flush=True)
REQUESTS = {requests}

def work():
    served = 0
    while served < REQUESTS:
        c, _ = s.accept()
        data = c.recv(65536)
        c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n")
        c.close()
        served += 1
        if b"odd" in data:
            os._exit(70)
    os._exit(0)

def start():
    if (pid := os.fork()) == 0:
        work()
    return pid

workers = {{start(), start()}}
while True:
    ended, _ = os.wait()
    workers.discard(ended)
    workers.add(start())
"""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_ENDS_SECONDS", 0.3)
    monkeypatch.setattr(watching, "_REPLACED_SECONDS", 1.0)


@contextmanager
def supervised(requests: int) -> Iterator[str]:
    """Two workers, each of which serves so many requests; one that is `odd` ends its worker."""
    code = SUPERVISOR.format(requests=requests)
    words = [sys.executable, "-c", code]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # those that it starts at this moment as well


def request(what: str) -> Input:
    return Input(what, f"GET /{what} HTTP/1.1\r\nHost: a\r\n\r\n".encode())


def sent(url: str, whats: list[str]) -> list[Tried]:
    """Send each once, as the experiment does, and look for what ended a worker."""
    assert MADE.security is not None
    watch = Watch(ShopTarget(url, MADE), Place("entry", url, MADE.security.responses[0]), 1.0)
    watch.begin()
    known: list[Tried] = []
    suspicion = Suspicion(known)
    for what in whats:
        known.append(Tried(what, "entry", 9, True, "", (watch.once(request(what)),)))
        suspicion.add(watch, request(what))
    suspicion.look()
    return known


def test_the_odd_one_is_found() -> None:
    with supervised(requests=10**6) as url:
        known = sent(url, ["a", "b", "odd", "c"])
    assert [one.ends_alone for one in known] == [False, False, True, False]
    assert "each of 4 times" in ended(known[2])


@pytest.mark.parametrize("requests", [1, 2, 3, 7])
def test_workers_that_are_replaced_after_some_requests_are_good(requests: int) -> None:
    with supervised(requests) as url:
        known = sent(url, ["a", "b", "c", "d", "e", "f"])
    assert not any(one.ends_alone for one in known)
    assert not any(map(ended, known))


def test_nobody_looks_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(experiments, "_MOST_IN_VAIN", 1)
    with supervised(requests=1) as url:
        known = sent(url, ["a", "b", "c"])
    assert sum(bool(one.alone) for one in known) == 1

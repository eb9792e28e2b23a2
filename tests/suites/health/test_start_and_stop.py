"""One more process from its start to its end, with one that is made up in its place."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from gonogo.contract.model import Contract
from gonogo.core.finding import Outcome
from gonogo.instruments.waits import pause
from gonogo.suites.health.experiments import lifecycle as experiments
from gonogo.suites.health.observations.lifecycle import Lifecycle
from gonogo.targets.base import Replica, Start
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback

JOURNEYS = [
    {"name": "browse", "path": "/things", "rate_per_second": 5},
    {"name": "find", "path": "/things?n={n}", "rate_per_second": 5},
    {"name": "buy", "method": "POST", "path": "/things", "rate_per_second": 5},
]
SECTIONS: dict[str, Any] = {
    "health": {"readiness": {"path": "/ready"}},
    "traffic": {"requests": [{"path": "/things"}]},
    "latency": {"journeys": JOURNEYS, "first_requests": {"count": 6, "within_seconds": 0.1}},
}


class Process(Handler):
    """Answers everything, the first request for things later."""

    first_seconds: ClassVar[float]
    asked: ClassVar[list[str]]
    lock: ClassVar[threading.Lock]

    def respond(self) -> None:
        with self.lock:
            is_first = self.path.startswith("/things") and not any("/things" in path for path in self.asked)
            self.asked.append(self.path)
        if is_first:
            pause(self.first_seconds, "it loads what it needs")
        self.answer(200, "{}", "application/json")


class Starts:
    """A target that starts such processes; each is as slow at first as is given for it."""

    def __init__(self, *first_seconds: float) -> None:
        self._slow = iter(first_seconds)
        self.asked: list[list[str]] = []
        self._servers: dict[str, Loopback] = {}

    def start_replica(self) -> Replica:
        self.asked.append([])
        made = {"first_seconds": next(self._slow), "asked": self.asked[-1], "lock": threading.Lock()}
        server = Loopback(Process, **made).__enter__()
        self._servers[server.url] = server
        return Replica(f"beside-{len(self.asked)}", server.url)

    def stop_replica(self, replica: Replica, within_seconds: float) -> Start:
        self._servers.pop(replica.url).__exit__()
        return Start(0, within_seconds / 1000, "")

    replicas: ClassVar[tuple[Replica, ...]] = ()

    def headers(self, _: str | None) -> dict[str, str]:
        return {}


def seen(target: Starts, made: Contract, monkeypatch: pytest.MonkeyPatch) -> Lifecycle:
    monkeypatch.setattr(experiments, "_SERVES_SECONDS", 0.3)
    return done(experiments.start_and_stop, target, made)


def test_the_first_requests_are_the_first_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    target = Starts(0.02)
    found = seen(target, contract(**SECTIONS), monkeypatch)
    ((first, *others),) = found.first
    assert [(one.journey, one.number) for one in (first, *others)][:3] == [
        ("browse", 1),
        ("find", 2),
        ("buy", 3),
    ]
    assert len(others) == 5
    assert first.seconds >= 0.02
    assert {one.answer for one in (first, *others)} == {"200"}
    assert [path for path in target.asked[0] if path != "/ready"][:2] == ["/things", "/things?n=1"]


def test_traffic_goes_on_beside_them_until_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    found = seen(Starts(0.0), contract(**SECTIONS), monkeypatch)
    assert {one.status for one in found.of("traffic")} >= {200}
    assert found.ready_seconds is not None
    assert all(one.at_seconds > found.ready_seconds for one in found.of("traffic"))
    assert list(found.samples) == sorted(found.samples, key=lambda one: one.at_seconds)


@pytest.mark.parametrize(("second", "slow"), [(0.2, [True, True]), (0.0, [True, False])])
def test_a_second_process_is_asked_where_the_first_was_slow(
    second: float, slow: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = seen(Starts(0.2, second), contract(**SECTIONS), monkeypatch)
    assert [first[0].seconds > 0.1 for first in found.first] == slow


def test_nobody_is_first_without_a_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    latency = {"journeys": JOURNEYS}
    found = seen(Starts(0.0), contract(**SECTIONS | {"latency": latency}), monkeypatch)
    assert found.first == ()
    assert found.of("traffic")


class Knows(Process):
    """Gives out a token, and opens what is protected to whoever shows the one that it knows."""

    known: ClassVar[str]
    turned_away: ClassVar[list[int]]

    def respond(self) -> None:
        is_known = self.headers.get("Authorization", "") == f"Bearer {self.known}"
        if self.path == "/mine" and (not is_known or self.turned_away):
            self.answer(self.turned_away.pop() if is_known else 401, "{}", "application/json")
        else:
            self.answer(200, '{"access_token": "a.b.c"}', "application/json")


class Several(Starts):
    """Processes behind an entry that gives out tokens; what begins beside them knows one, in a while."""

    def __init__(self, entry: str, known: str, count: int = 2, turns_away: int = 0) -> None:
        super().__init__()
        self.entry, self._known, self._turns_away = entry, known, turns_away
        self.replicas = tuple(Replica(f"{number}", "") for number in range(count))  # type: ignore[misc]
        self.context = SimpleNamespace(secrets=SimpleNamespace(resolve=str))

    def start_replica(self) -> Replica:
        turned_away = [401] * self._turns_away
        server = Loopback(Knows, known=self._known, turned_away=turned_away).__enter__()
        self._servers[server.url] = server
        return Replica("beside", server.url)


@pytest.mark.parametrize(
    ("known", "count", "turns_away", "outcome"),
    [
        ("a.b.c", 2, 0, Outcome.PASSED),
        ("a.b.c", 2, 1, Outcome.FAILED),
        ("another", 2, 0, Outcome.FAILED),
        ("a.b.c", 1, 0, Outcome.PASSED),
        ("a.b.c", 1, 1, Outcome.FAILED),
        ("another", 1, 0, Outcome.PASSED),  # the only one may have a key of its own
    ],
)
def test_who_holds_a_token_of_another_process_is_known_to_one_that_is_ready(
    known: str, count: int, turns_away: int, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = {"issue": {"method": "POST", "path": "/tokens"}, "protected": {"path": "/mine"}}
    made = contract(**SECTIONS | {"latency": None, "security": {"tokens": tokens}})
    with Loopback(Knows, known="a.b.c", turned_away=[]) as server:
        found = seen(Several(server.url, known, count, turns_away), made, monkeypatch)
    assert Case("health/ready-means-it-serves", made, found, found).finding(found).outcome is outcome

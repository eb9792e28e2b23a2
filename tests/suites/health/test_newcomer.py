"""A process that is started while something optional is away is ready, as those are that run."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.core.observation import Can
from gonogo.suites.health.experiments import newcomer
from gonogo.suites.health.experiments.newcomer import joined
from gonogo.suites.health.observations.probes import Newcomer
from tests.judging import contract
from tests.suites.health.examples import optional, outages
from tests.suites.health.test_optional_dependency_does_not_eject import CASE


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        (Newcomer(2.0, 2.0, "200"), Outcome.PASSED),
        (None, Outcome.PASSED),
        (Newcomer(None, 90.0, "503", ready_after=True), Outcome.FAILED),
        (Newcomer(None, 90.0, "refused", ready_after=False), Outcome.INCONCLUSIVE),
    ],
    ids=["ready", "nobody can start one", "only with it back", "never"],
)
def test_it_has_to_be_ready_without_it(seen: Newcomer | None, outcome: Outcome) -> None:
    assert CASE.finding(outages(optional(newcomer=seen))).outcome is outcome


def test_the_problem_says_when_it_was() -> None:
    (problem,) = CASE.problems(outages(optional(newcomer=Newcomer(None, 90.0, "503", ready_after=True))))
    assert problem.where == "readiness of a process that is started without memory"
    assert problem.observed == "503 for 90 s, 2xx once it was back"


@dataclass
class _Starts:
    """Starts processes whose readiness answers one status after the other, and then the last one on."""

    answers: list[list[int]]
    may: frozenset[Can] = frozenset({Can.START_REPLICA})
    stopped: list[str] = field(default_factory=list)
    started: int = 0

    def can(self) -> frozenset[Can]:
        return self.may

    def start_replica(self) -> Any:
        self.started += 1
        return SimpleNamespace(name=f"new-{self.started}", url="http://new.test")

    def stop_replica(self, replica: Any, _: float) -> None:
        self.stopped.append(replica.name)

    def asked(self, _: str) -> Any:
        now = self.answers[self.started - 1]
        return SimpleNamespace(status=now.pop(0) if len(now) > 1 else now[0], error=None)


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newcomer, "_EVERY_SECONDS", 0.001)
    monkeypatch.setattr(newcomer, "_SOON_SECONDS", 0.01)


def _made(*, hard: bool = False, **health: object) -> Any:
    return contract(
        health=health or {"readiness": {"path": "/ready"}},
        dependencies={"memory": {"service": "memory", "hard": hard}},
        deployment={
            "ready": "/ready",
            "start_seconds": 0.05,
            "local": {"command": ["run", "{port}"]},
        },
    )


def _seen(target: _Starts, made: Any, monkeypatch: pytest.MonkeyPatch) -> Newcomer | None:
    target_: Any = target
    monkeypatch.setattr(newcomer, "probe", target.asked)
    with joined(target_, made, "memory") as joining:
        if joining is None:
            return None
        joining.start()
        joining.wait()
        joining.wait_once_more()
    return joining.seen


@pytest.mark.parametrize(
    ("answers", "ready", "after", "started"),
    [
        ([[503, 503, 200]], True, None, 1),
        ([[503], [503, 200]], False, True, 2),
        ([[503], [503]], False, False, 2),
    ],
    ids=["soon", "one that is started with it back", "neither"],
)
def test_one_that_is_not_ready_has_its_control(
    monkeypatch: pytest.MonkeyPatch, answers: list[list[int]], ready: bool, after: bool | None, started: int
) -> None:
    target = _Starts(answers)
    seen = _seen(target, _made(), monkeypatch)
    assert seen is not None
    assert (seen.ready_seconds is not None, seen.ready_after, target.started) == (ready, after, started)
    assert target.stopped == [f"new-{n + 1}" for n in range(started)]


@pytest.mark.parametrize(
    ("target", "made"),
    [
        (_Starts([[200]], may=frozenset()), _made()),
        (_Starts([[200]]), _made(hard=True)),
        (_Starts([[200]]), _made(liveness={"path": "/live"})),
    ],
    ids=["no process can be started", "it is needed", "nobody says when it is ready"],
)
def test_where_it_shows_nothing_none_is_started(
    monkeypatch: pytest.MonkeyPatch, target: _Starts, made: Any
) -> None:
    assert _seen(target, made, monkeypatch) is None
    assert target.started == 0

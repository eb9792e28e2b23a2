"""The load goes on where a budget is undecided, and ends where nothing is left to be learned."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.contract.model import Contract
from gonogo.loadtests.measurement import Measurement as Books
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.result import LoadResult
from gonogo.loadtests.run import LoadError
from gonogo.loadtests.schedule import build
from gonogo.loadtests.tally import Outcome
from gonogo.suites.latency.experiments import journeys as experiments
from gonogo.suites.latency.observations.journeys import Measurement
from tests.judging import contract, done

GOOD = Outcome(200, expected=True, error=None, received_bytes=1)
TARGET: Any = SimpleNamespace(
    entry="http://127.0.0.1:1",
    context=SimpleNamespace(directory=Path("run")),
    headers=lambda _: {},
)
Slow = Callable[[int, float], bool]
"""Whether who is due in a part, at a second of it, has to wait."""


def promise(**changed: float | None) -> Contract:
    journey = {"name": "read", "path": "/", "rate_per_second": 50, "budgets": {"p95": 0.5, "p99": 1}}
    return contract(latency={"journeys": [journey], "duration_seconds": 8, "warm_up_seconds": 1} | changed)


def sent(plan: LoadPlan, slow: Slow) -> LoadResult:
    """Send a plan in time; who is slow waits for two seconds."""
    schedule = build(plan)
    books = Books(plan, schedule)
    books.begin(0.0)
    for number, second in enumerate(schedule.seconds):
        books.sent(number, second)
    for number, second in enumerate(schedule.seconds):
        waits = slow(plan.seed, second - plan.warm_up_seconds)
        books.finished(number, second, second + (2.0 if waits else 0.01), GOOD)
    return books.result(None)


def measure(
    monkeypatch: pytest.MonkeyPatch, made: Contract, slow: Slow, broken: int = 0
) -> tuple[list[LoadPlan], list[str], Measurement]:
    plans: list[LoadPlan] = []
    folders: list[str] = []

    def run_load(plan: LoadPlan, work_dir: Path, _deadline_seconds: float) -> LoadResult:
        plans.append(plan)
        folders.append(str(work_dir))
        result = sent(plan, slow)
        if len(plans) == broken:
            raise LoadError("ended", replace(result, completed=False, stopped_by="SIGTERM"))
        return result

    monkeypatch.setattr(experiments, "run_load", run_load)
    return plans, folders, done(experiments.measure_journeys, TARGET, made)


def durations(plans: list[LoadPlan]) -> list[float]:
    return [plan.duration_seconds for plan in plans]


def test_a_clean_load_is_sent_once(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, folders, seen = measure(monkeypatch, promise(at_most_seconds=40), lambda *_: False)
    assert (durations(plans), folders, seen.looks) == ([8], ["run/load"], 1)
    assert plans[0].journeys[0].limits_seconds == (0.5, 1)
    blocks = seen.journeys[0].quantiles["p99"].blocks
    assert [(block.arrivals, block.over) for block in blocks] == [(50, 0)] * 8


def test_a_broken_budget_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, _, seen = measure(monkeypatch, promise(at_most_seconds=40), lambda *_: True)
    assert (durations(plans), seen.looks) == ([8], 1)


def test_without_seconds_left_it_ends_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, _, _ = measure(monkeypatch, promise(at_most_seconds=None), lambda _, second: 3 <= second < 4)
    assert durations(plans) == [8]


def test_a_minute_is_taken_where_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, _, _ = measure(monkeypatch, promise(), lambda _, second: 3 <= second < 4)
    assert 8 < sum(durations(plans)) <= 60
    assert promise(duration_seconds=90).latency.longest_seconds == 90  # type: ignore[union-attr]


def test_one_stall_takes_more_seconds_until_it_weighs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, folders, seen = measure(
        monkeypatch, promise(at_most_seconds=40), lambda part, second: part == 1 and 3 <= second < 3.08
    )
    assert (durations(plans), [plan.seed for plan in plans]) == ([8, 8], [1, 2])
    assert folders == ["run/load", "run/load-2"]
    (read,) = seen.journeys
    assert (seen.looks, read.planned, read.finished) == (2, 800, 800)
    assert [block.over for block in read.quantiles["p99"].blocks] == [0, 0, 0, 4] + [0] * 12
    assert read.quantiles["p99"].surely_over == 4


def test_parts_double_and_the_last_takes_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, _, _ = measure(
        monkeypatch, promise(at_most_seconds=40), lambda part, second: part == 1 and 3 <= second < 5
    )
    assert durations(plans) == [8, 8, 24]
    plans, _, _ = measure(
        monkeypatch, promise(at_most_seconds=9), lambda part, second: part == 1 and 3 <= second < 5
    )
    assert durations(plans) == [8]


def test_a_part_that_ended_early_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, _, seen = measure(
        monkeypatch, promise(at_most_seconds=40), lambda _, second: 3 <= second < 3.2, broken=2
    )
    assert (len(plans), seen.stopped_by, seen.journeys[0].planned) == (2, "SIGTERM", 800)

"""The same journeys go to candidate and baseline in turns, and no longer than it takes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.loadtests.measurement import Measurement as Books
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.result import LoadResult
from gonogo.loadtests.run import LoadError
from gonogo.loadtests.schedule import build
from gonogo.loadtests.tally import Outcome
from gonogo.suites.latency.experiments import comparison as experiments
from gonogo.suites.latency.observations.comparison import Comparison
from gonogo.targets.baseline import Pair
from tests.judging import contract, done

GOOD = Outcome(200, expected=True, error=None, received_bytes=1)
REFUSED = Outcome(401, expected=False, error=None, received_bytes=1)
CUT_OFF = Outcome(0, expected=False, error="generator_emfile", received_bytes=0)
CANDIDATE, BASELINE = "http://127.0.0.1:1", "http://127.0.0.1:2"
JOURNEYS = [
    {"name": "list", "path": "/a", "rate_per_second": 12, "credential": "reader"},
    {"name": "make", "path": "/b", "method": "POST", "body": {"x": 1}, "rate_per_second": 3},
]
Answer = Callable[[str, int], tuple[float, Outcome]]
"""How long an arm takes for an arrival, and how it ends."""


def place(url: str) -> Any:
    return SimpleNamespace(entry=url, headers=lambda name: {"X-Key": f"{name} at {url}"} if name else {})


TARGET: Any = place(CANDIDATE)
TARGET.context = SimpleNamespace(directory=Path("run"))


@contextmanager
def beside(target: Any) -> Iterator[Pair]:
    yield Pair(target, place(BASELINE), "v1", ("abc", "def"))


def usual(_arm: str, number: int) -> tuple[float, Outcome]:
    return 0.02 + 0.0001 * (number * 7919 % 101), GOOD


def sent(plan: LoadPlan, answer: Answer, stopped_by: str | None) -> LoadResult:
    schedule = build(plan)
    books = Books(plan, schedule)
    books.begin(0.0)
    for number, second in enumerate(schedule.seconds):
        seconds, outcome = answer(plan.journeys[schedule.journeys[number]].arm, number)
        books.sent(number, second)
        books.finished(number, second, second + seconds, outcome)
    return books.result(stopped_by)


def compare(
    monkeypatch: pytest.MonkeyPatch, answer: Answer = usual, *, stopped_by: str | None = None
) -> tuple[list[LoadPlan], Comparison]:
    plans: list[LoadPlan] = []

    def run_load(plan: LoadPlan, _work_dir: Path, _deadline_seconds: float) -> LoadResult:
        plans.append(plan)
        result = sent(plan, answer, stopped_by)
        if stopped_by:
            raise LoadError("the recorder was stopped", result)
        return result

    monkeypatch.setattr(experiments, "run_load", run_load)
    monkeypatch.setattr(experiments, "beside_baseline", beside)
    made = contract(
        credentials={"reader": {"value": "x"}},
        latency={"journeys": JOURNEYS, "warm_up_seconds": 2, "baseline": {"at_most_seconds": 60}},
    )
    return plans, done(experiments.compare_with_baseline, TARGET, made)


def test_the_same_journeys_go_to_both_each_with_what_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, seen = compare(monkeypatch)
    assert [(plan.warm_up_seconds, plan.duration_seconds) for plan in plans] == [(2.0, 28.0), (2.0, 32.0)]
    places = {(one.arm, one.base_url, one.headers.get("X-Key", "")) for one in plans[0].journeys}
    reader = "reader at"
    assert places == {
        ("candidate", CANDIDATE, f"{reader} {CANDIDATE}"),
        ("baseline", BASELINE, f"{reader} {BASELINE}"),
        ("candidate", CANDIDATE, ""),
        ("baseline", BASELINE, ""),
    }
    assert (seen.seconds, seen.looks, seen.planned, seen.sent) == (60.0, 2, 900, 900)
    assert (seen.baseline, seen.revisions) == ("v1", ("abc", "def"))


def test_every_round_holds_what_came_of_its_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    _, seen = compare(monkeypatch, lambda arm, _: (0.02 if arm == "candidate" else 0.01, GOOD))
    listed = seen.journeys[0]
    assert (listed.name, len(listed.rounds)) == ("list", 14)
    for turns in listed.rounds:
        assert turns.candidate.latencies_seconds == (0.02,) * 12
        assert turns.baseline.latencies_seconds == (0.01,) * 12
    arms = [turns.arm for turns in listed.rounds]
    assert [sum(arms[n : n + 2]) for n in range(0, 14, 2)] == [1] * 7
    assert arms == [turns.arm for turns in seen.journeys[1].rounds]


def test_the_order_is_drawn_anew_for_each_part(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, _ = compare(monkeypatch)
    assert plans[0].seed != plans[1].seed


def test_failures_are_counted_and_our_own_are_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(arm: str, number: int) -> tuple[float, Outcome]:
        if arm == "candidate":
            return 0.01, CUT_OFF if number % 2 else GOOD
        return 0.01, REFUSED

    plans, seen = compare(monkeypatch, answer)
    turns = seen.journeys[0].rounds[0]
    assert (turns.baseline.failed, turns.baseline.latencies_seconds, turns.baseline.unknown) == (12, (), 0)
    assert turns.candidate.failed == 0
    assert 0 < turns.candidate.unknown < 12
    assert seen.journeys[0].baseline_failures == {"401": 168}
    assert len(plans) == 1  # a baseline that refuses everything is none, however long it is asked


def test_it_ends_once_the_candidate_is_surely_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(arm: str, number: int) -> tuple[float, Outcome]:
        seconds, outcome = usual(arm, number)
        return (3 if arm == "candidate" else 1) * seconds, outcome

    plans, seen = compare(monkeypatch, answer)
    assert (len(plans), seen.looks) == (1, 1)


def test_a_load_that_ended_early_is_facts_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    plans, seen = compare(monkeypatch, stopped_by="SIGTERM")
    assert (len(plans), seen.stopped_by, len(seen.journeys)) == (1, "SIGTERM", 2)

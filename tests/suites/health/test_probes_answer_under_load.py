from dataclasses import replace
from types import SimpleNamespace

import pytest

from gonogo.contract.latency import Latency
from gonogo.core.evidence import LatencyTimeline
from gonogo.core.finding import Outcome
from gonogo.suites.health.experiments import load as experiment
from gonogo.suites.health.observations.load import Loaded
from gonogo.suites.latency.observations.journeys import Measurement
from tests.judging import Case, contract, done
from tests.suites.health.examples import PROBES, asked

CONTRACT = contract(
    health=PROBES, latency={"journeys": [{"name": "list", "path": "/things", "rate_per_second": 20}]}
)
_LATE = "the generator sent 3 of 100 planned arrivals"
QUICK = tuple(s for name in PROBES for s in asked(name, {n / 4: 200 for n in range(20)}))
STARVED = tuple(
    replace(s, seconds=2.5) if s.question == "liveness" and s.at_seconds > 2 else s for s in QUICK
)


def loaded(*samples: object, doubt: str = "") -> Loaded:
    return Loaded(6.5, samples or QUICK, doubt)  # type: ignore[arg-type]


CASE = Case("health/probes-answer-under-load", CONTRACT, clean=loaded(), broken=loaded(*STARVED))


def test_a_starved_probe_is_named_with_its_worst_sample() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "liveness of a under load"
    assert problem.observed == "11 of 20 not, 200 after 2.5 s"


def test_an_answer_that_is_no_yes_is_refused() -> None:
    away = tuple(replace(s, status=None, error="timeout") if s.question == "startup" else s for s in QUICK)
    assert [p.where for p in CASE.problems(loaded(*away))] == ["startup of a under load"]


def test_one_slow_sample_in_ten_is_the_machine() -> None:
    one = tuple(
        replace(s, seconds=2.5) if (s.question, s.at_seconds) == ("overall", 1.0) else s for s in QUICK
    )
    assert CASE.problems(loaded(*one)) == ()


def _waited(*waits: float, late: float = 0.0) -> tuple[object, ...]:
    """Thirty answers at once, and then one after the other that waits so long."""
    quick = asked("liveness", {n / 10: 200 for n in range(30)})
    begins = [3.0 + sum(waits[:n]) for n in range(len(waits))]
    late_ones = [
        replace(quick[0], at_seconds=begin, seconds=wait, late_seconds=late)
        for begin, wait in zip(begins, waits, strict=True)
    ]
    return (*quick, *late_ones, *(s for s in QUICK if s.question != "liveness"))


def test_few_late_answers_that_fill_the_time_are_a_starved_probe() -> None:
    (problem,) = CASE.problems(loaded(*_waited(1.6, 2.1)))
    assert problem.observed == "2 of 32 not, 200 after 2.1 s"


@pytest.mark.parametrize("waits", [(1.6,), (3.4,), (1.6, 1.5)])
def test_one_late_answer_or_a_short_time_is_the_machine(waits: tuple[float, ...]) -> None:
    assert CASE.problems(loaded(*_waited(*waits))) == ()


def test_late_answers_of_our_own_doing_fill_no_time() -> None:
    assert CASE.problems(loaded(*_waited(1.6, 2.1, late=0.2))) == ()


def test_without_the_planned_load_nothing_is_told() -> None:
    assert CASE.finding(loaded(doubt=_LATE)).outcome is Outcome.INCONCLUSIVE


def test_a_probe_that_starves_on_less_than_the_planned_load_is_refused_all_the_same() -> None:
    assert CASE.finding(loaded(*STARVED, doubt=_LATE)).outcome is Outcome.FAILED


def test_late_only_because_our_own_machine_was_busy_is_no_failure() -> None:
    ours = tuple(replace(s, late_seconds=2.4) if s.seconds > 2 else s for s in STARVED)
    finding = CASE.finding(loaded(*ours))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "answers were late only while our own machine was busy"


def test_what_is_late_without_our_delays_too_is_refused() -> None:
    a_little = tuple(replace(s, late_seconds=0.2) for s in STARVED)
    assert CASE.finding(loaded(*a_little)).outcome is Outcome.FAILED


def test_a_no_is_no_matter_of_time() -> None:
    no = tuple(replace(s, status=503, late_seconds=3.0) for s in QUICK)
    assert CASE.finding(loaded(*no)).outcome is Outcome.FAILED


def test_a_busy_machine_and_answers_in_time_have_passed() -> None:
    assert CASE.finding(loaded(*(replace(s, late_seconds=0.01) for s in QUICK))).outcome is Outcome.PASSED


def test_the_load_lasts_a_few_seconds_however_long_the_budgets_may_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seconds: list[float] = []

    def measure(_target: object, latency: Latency) -> Measurement:
        seconds.extend((latency.duration_seconds, latency.longest_seconds))
        return Measurement("", (), LatencyTimeline(()))

    monkeypatch.setattr(experiment, "measure_journeys", measure)
    journeys = [{"name": "list", "path": "/things", "rate_per_second": 20}]
    long = contract(health=PROBES, latency={"journeys": journeys, "at_most_seconds": 120})
    done(experiment.probe_under_load, SimpleNamespace(replicas=()), long)
    assert seconds == [5, 5]


@pytest.mark.parametrize("probe", PROBES)
@pytest.mark.parametrize(
    "changes",
    [
        {"seconds": 1.6},
        {"status": None, "error": "timeout", "seconds": 5.0},
        {"status": None, "error": "refused"},
        {"status": 503},
        {"status": 429},
    ],
    ids=["late", "silence", "a full backlog", "a full pool", "a limit of requests"],
)
def test_more_than_one_in_ten_is_refused(probe: str, changes: dict[str, object]) -> None:
    bad = tuple(
        replace(s, **changes) if s.question == probe and s.at_seconds < 0.6 else s  # type: ignore[arg-type]
        for s in QUICK
    )
    (problem,) = CASE.problems(loaded(*bad))
    assert problem.observed.startswith("3 of 20 not")


def test_one_of_two_replicas_is_enough() -> None:
    other = tuple(replace(s, replica="b") for s in STARVED)
    assert [p.where for p in CASE.problems(loaded(*QUICK, *other))] == ["liveness of b under load"]


@pytest.mark.parametrize(
    "changes",
    [{"status": 204}, {"seconds": 1.4}, {"stated": "warn"}],
    ids=["without a body", "within the grace of a busy machine", "a warning"],
)
def test_a_yes_in_its_time_passes(changes: dict[str, object]) -> None:
    well = (replace(s, **changes) for s in QUICK)  # type: ignore[arg-type]
    assert CASE.finding(loaded(*well)).outcome is Outcome.PASSED

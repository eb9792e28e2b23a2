from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outage
from tests.judging import Case
from tests.suites.health.examples import AWAY, WELL, outage, timed_out
from tests.suites.health.faults import CONTRACT, hangs

CASE = Case(
    "health/liveness-survives-hang",
    CONTRACT,
    clean=hangs(),
    broken=hangs(outage(liveness=WELL | {3.0: None})),
)


def test_a_liveness_that_waits_with_the_dependency_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == "timeout x 1, first at 3.0 s"


def test_a_liveness_that_never_answers_in_the_fault_is_a_problem_and_no_doubt() -> None:
    waits = {at: status if at < 0 or at > 5 else None for at, status in WELL.items()}
    assert len(CASE.problems(hangs(outage(liveness=waits)))) == 1


def test_another_process_is_named() -> None:
    (problem,) = CASE.problems(hangs(outage(instances={"a": ("one", "two")})))
    assert problem.observed == "another process, or none"


def test_a_liveness_that_did_not_pass_before_shows_nothing() -> None:
    before = WELL | {-2.0: 503, -1.5: 503}
    assert CASE.finding(hangs(outage(AWAY, liveness=before))).outcome is Outcome.INCONCLUSIVE


def test_only_answers_from_the_fault_on_are_counted() -> None:
    assert CASE.finding(hangs()).examined == len([at for at in WELL if at >= 0])


def test_a_time_out_that_our_own_machine_was_too_busy_to_see_is_a_doubt_and_no_problem() -> None:
    finding = CASE.finding(hangs(timed_out(2.0, late_seconds=1.9)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "liveness was answered late only while our own machine was busy"


@pytest.mark.parametrize("late_seconds", [0.0, 0.4])
def test_a_time_out_that_was_seen_is_a_problem(late_seconds: float) -> None:
    assert len(CASE.problems(hangs(timed_out(2.0, late_seconds=late_seconds)))) == 1


@pytest.mark.parametrize(
    "answers",
    [{3.0: 503}, {0.2: 500}, {4.0: 302}, {6.0: None, 8.0: None}, dict.fromkeys((1.0, 2.0, 3.0, 4.0), None)],
    ids=["a no", "once", "a redirect", "not after it either", "a lock that all wait for"],
)
def test_a_liveness_that_asks_what_hangs_is_refused(answers: dict[float, int | None]) -> None:
    assert len(CASE.problems(hangs(outage(liveness=WELL | answers)))) == 1


def test_one_of_two_replicas_is_enough() -> None:
    other = tuple(replace(s, replica="b", status=503) if s.at_seconds == 3.0 else replace(s, replica="b")
                  for s in outage().of("liveness"))  # fmt: skip
    (problem,) = CASE.problems(hangs(outage(samples=(*outage().samples, *other))))
    assert problem.where == "liveness of b while store hangs"


@pytest.mark.parametrize(
    "well",
    [
        outage(dict.fromkeys(WELL, 503)),
        outage(instances={"a": ("", "two")}),
        outage(liveness=dict.fromkeys(WELL, 204)),
    ],
    ids=["a readiness that fails", "a process that was not known before", "a yes without a body"],
)
def test_a_liveness_of_the_process_alone_passes(well: Outage) -> None:
    assert CASE.finding(hangs(well)).outcome is Outcome.PASSED


def test_a_yes_that_comes_late_is_another_rules() -> None:
    slow = tuple(replace(s, seconds=0.9) if s.question == "liveness" and s.at_seconds > 0 else s
                 for s in outage().samples)  # fmt: skip
    assert CASE.finding(hangs(outage(samples=slow))).outcome is Outcome.PASSED

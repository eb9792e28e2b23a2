from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.health.examples import AWAY, TIMES, outage
from tests.suites.health.faults import CONTRACT, hangs

CASE = Case(
    "health/probes-answer-during-hang", CONTRACT, clean=hangs(), broken=hangs(outage(AWAY | {3.0: None}))
)


def test_a_probe_without_an_answer_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "readiness of a while store hangs"
    assert problem.observed.startswith("1 of 5 not, timeout")


def test_an_answer_that_comes_late_is_none() -> None:
    made = outage()
    slow = tuple(
        replace(s, seconds=2.5) if s.question == "liveness" and s.at_seconds == 2.0 else s
        for s in made.samples
    )
    (problem,) = CASE.problems(hangs(replace(made, samples=slow)))
    assert problem.expected == "an answer within 2 s"


def test_a_no_is_an_answer() -> None:
    assert CASE.problems(hangs(outage(AWAY))) == ()


def test_a_probe_that_never_was_a_yes_shows_nothing() -> None:
    finding = CASE.finding(hangs(outage(dict.fromkeys(TIMES, 404))))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "readiness of a was 404 before store was taken away"


@pytest.mark.parametrize(("late", "outcome"), [(0.2, Outcome.FAILED), (1.0, Outcome.INCONCLUSIVE)])
def test_only_what_our_own_machine_explains_is_inconclusive(late: float, outcome: Outcome) -> None:
    made = outage()
    slow = tuple(
        replace(s, seconds=2.5, late_seconds=late) if s.at_seconds == 2.0 else s for s in made.samples
    )
    assert CASE.finding(hangs(replace(made, samples=slow))).outcome is outcome

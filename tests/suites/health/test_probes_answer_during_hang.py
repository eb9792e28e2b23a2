from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.probes import Outage
from tests.judging import Case
from tests.suites.health.examples import AWAY, TIMES, asked, outage
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


def during(question: str, **changes: Any) -> Outage:
    """An outage in which one question is answered so, once."""
    made = outage(samples=(*outage().samples, *asked("overall", AWAY)))
    changed = (
        replace(s, **changes) if (s.question, s.at_seconds) == (question, 3.0) else s for s in made.samples
    )
    return replace(made, samples=tuple(changed))


@pytest.mark.parametrize("question", ["liveness", "readiness", "overall"])
@pytest.mark.parametrize(
    "changes",
    [
        {"status": None, "error": "timeout", "seconds": 2.1},
        {"status": None, "error": "reset", "seconds": 0.1},
        {"status": 503, "seconds": 2.1},
        {"status": 200, "seconds": 30.0},
    ],
    ids=["silence", "a connection that ends", "a no that waits", "a yes that waits for the end"],
)
def test_what_waits_with_the_dependency_is_refused(question: str, changes: dict[str, object]) -> None:
    (problem,) = CASE.problems(hangs(during(question, **changes)))
    assert problem.where == f"{question} of a while store hangs"


@pytest.mark.parametrize(
    "changes", [{"status": 503, "seconds": 1.9}, {"status": 500}, {"status": 200, "seconds": 1.0}]
)
def test_any_answer_in_its_time_is_one(changes: dict[str, object]) -> None:
    assert CASE.finding(hangs(during("readiness", **changes))).outcome is Outcome.PASSED


def test_what_was_asked_once_it_went_on_is_not_looked_at() -> None:
    late = tuple(replace(s, seconds=9.0) if s.at_seconds > 5 else s for s in outage().samples)
    assert CASE.finding(hangs(outage(samples=late))).outcome is Outcome.PASSED

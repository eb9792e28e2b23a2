from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.health.examples import AWAY, WELL, outage
from tests.suites.health.faults import CONTRACT, refused_writes

CASE = Case(
    "health/readiness-follows-writes", CONTRACT, clean=refused_writes(), broken=refused_writes(outage(WELL))
)


def test_a_readiness_that_passes_late_in_the_fault_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == "200 x 3, first at 2.0 s"


def test_it_may_take_the_time_that_is_promised() -> None:
    assert CASE.problems(refused_writes(outage(AWAY | {1.0: 200}))) == ()


def test_no_answer_is_no_yes() -> None:
    assert CASE.problems(refused_writes(outage(AWAY | {3.0: None}))) == ()


def test_a_replica_that_did_not_pass_before_shows_nothing() -> None:
    finding = CASE.finding(refused_writes(outage(AWAY | {-1.5: 503, -2.0: 503})))
    assert finding.outcome is Outcome.INCONCLUSIVE


def test_an_optional_dependency_may_do_as_it_likes() -> None:
    finding = CASE.finding(refused_writes(outage(WELL, hard=False)))
    assert finding.outcome is Outcome.INCONCLUSIVE

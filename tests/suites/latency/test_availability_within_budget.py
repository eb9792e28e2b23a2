import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.latency.examples import BUDGETS, JOURNEY, journey, measured

MANY = journey(planned=2000, started=2000, finished=2000)
CASE = Case(
    "latency/availability-within-budget",
    contract(latency={"journeys": [JOURNEY | BUDGETS], "availability": 0.999}),
    clean=measured(MANY),
    broken=measured(journey(planned=2000, started=2000, finished=2000, failed=3, failures={"503": 3})),
)


def test_the_problem_says_the_share_and_the_kinds() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == "99.850%, 3 of 2000 failed: browse: 503 x 3"


def test_as_many_as_it_leaves_may_fail() -> None:
    assert CASE.finding(measured(journey(planned=2000, started=2000, finished=2000, failed=2))).problems == ()


def test_journeys_are_judged_together() -> None:
    half = {"planned": 1000, "started": 1000, "finished": 1000}
    assert len(CASE.problems(measured(journey(**half, failed=2), journey(**half, failed=1)))) == 1


def test_too_few_arrivals_cannot_tell() -> None:
    finding = CASE.finding(measured(journey(planned=999, started=999, finished=999)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "needs 1000" in finding.reason


def test_the_generators_own_failures_are_not_the_services() -> None:
    own = journey(planned=2000, started=2000, finished=2000, failed=9, own_errors=9)
    assert CASE.finding(measured(own)).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("kind", ["503", "500", "timeout", "connection_reset", "429", "302"])
def test_whatever_is_not_the_promised_answer_is_lost(kind: str) -> None:
    half = {"planned": 1000, "started": 1000, "finished": 1000}
    one = journey(**half, name="buy", failed=3, failures={kind: 3})
    (problem,) = CASE.problems(measured(journey(**half), one))
    assert problem.observed == f"99.850%, 3 of 2000 failed: buy: {kind} x 3"


def test_a_journey_of_few_arrivals_that_never_works_counts_with_all() -> None:
    rare = journey(name="buy", planned=10, started=10, finished=10, failed=10)
    assert len(CASE.problems(measured(MANY, rare))) == 1


@pytest.mark.parametrize("failed", [0, 1, 2])
def test_failures_of_one_journey_that_all_can_bear_pass(failed: int) -> None:
    rare = journey(name="buy", planned=10, started=10, finished=10, failed=failed, max_seconds=30.0)
    assert CASE.finding(measured(MANY, rare)).outcome is Outcome.PASSED

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.latency.observations.journeys import JourneyMeasured
from tests.judging import Case
from tests.suites.latency.examples import CONTRACT, journey, measured

FAILING = journey(failed=9, failures={"503": 7, "timeout": 2})
CASE = Case("latency/error-ratio-within-budget", CONTRACT, clean=measured(), broken=measured(FAILING))


def test_the_problem_counts_the_failures_by_kind() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.expected == "at most 1.00%"
    assert problem.observed == "9 of 200: 503 x 7, timeout x 2"


def test_as_many_as_the_budget_allows_may_fail() -> None:
    assert CASE.finding(measured(journey(failed=2))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "ill",
    [
        journey(started=195, finished=195),
        journey(finished=197),
        journey(failed=9, own_errors=9, failures={"generator_emfile": 9}),
    ],
)
def test_a_generator_to_be_doubted_neither_passes_nor_fails(ill: JourneyMeasured) -> None:
    assert CASE.finding(measured(ill)).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("ill", [journey(finished=198), journey(started=199, finished=199, dropped=1)])
def test_what_nobody_knows_may_have_failed_within_the_budget(ill: JourneyMeasured) -> None:
    assert CASE.finding(measured(ill)).outcome is Outcome.PASSED


def test_the_reason_tells_what_nobody_knows() -> None:
    cut_off = CASE.finding(measured(journey(finished=197)))
    assert "200 were sent and 0 dropped, 3 were cut off" in cut_off.reason


def test_failures_of_the_service_count_whatever_the_generator_did() -> None:
    both = journey(failed=9, own_errors=3, started=150, finished=150)
    assert [p.observed for p in CASE.problems(measured(both))] == ["6 of 200: "]


def test_a_load_that_ended_early_is_inconclusive() -> None:
    assert CASE.finding(measured(stopped_by="SIGTERM")).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("kind", ["500", "503", "404", "429", "timeout", "connection_reset"])
def test_any_failure_beyond_the_budget_is_refused(kind: str) -> None:
    (problem,) = CASE.problems(measured(journey(failed=3, failures={kind: 3})))
    assert problem.observed == f"3 of 200: {kind} x 3"


def test_one_journey_is_not_averaged_away() -> None:
    many = journey(planned=20_000, started=20_000, finished=20_000)
    rare = journey(planned=10, started=10, finished=10, failed=1)
    assert [p.observed for p in CASE.problems(measured(many, rare))] == ["1 of 10: "]


def test_a_slow_answer_is_no_failure() -> None:
    assert CASE.finding(measured(journey(max_seconds=60.0))).outcome is Outcome.PASSED

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.lifecycle import FirstRequest, Lifecycle
from tests.judging import Case, contract
from tests.suites.health.examples import PROBES
from tests.suites.health.lifecycles import READY, lifecycle
from tests.suites.latency.examples import JOURNEY

CONTRACT = contract(
    health=PROBES, latency={"journeys": [JOURNEY], "first_requests": {"count": 5, "within_seconds": 0.5}}
)
QUICK = tuple(FirstRequest("browse", number, 200, 0.01, 0.0, "200") for number in range(1, 6))
SLOW = (replace(QUICK[0], seconds=2.4), *QUICK[1:])


def started(*first: tuple[FirstRequest, ...]) -> Lifecycle:
    return replace(lifecycle(), first=first)


CASE = Case(
    "latency/first-requests-within-budget", CONTRACT, clean=started(QUICK), broken=started(SLOW, SLOW)
)


def test_the_slowest_is_told_for_each_process() -> None:
    first, second = CASE.problems(CASE.broken)
    assert first == second
    assert first.where == "browse, request 1 of a process that said it was ready"
    assert first.expected == "within 0.5 s"
    assert first.observed == "2.400 s (200); 1 of 5 over, median 0.010 s"


def test_a_first_answer_that_never_comes_is_slow() -> None:
    never = (replace(QUICK[0], seconds=2.0, answer="timeout"), *QUICK[1:])
    assert len(CASE.problems(started(never, never))) == 2


@pytest.mark.parametrize("number", range(5))
def test_the_slow_one_may_be_any_of_them(number: int) -> None:
    first = tuple(replace(one, seconds=0.9) if one.number == number + 1 else one for one in QUICK)
    assert len(CASE.problems(started(first, first))) == 2


def test_a_first_request_within_the_budget_may_be_the_slowest() -> None:
    pool = (replace(QUICK[0], seconds=0.3), *QUICK[1:])
    assert CASE.finding(started(pool)).outcome is Outcome.PASSED


def test_one_slow_process_alone_may_be_chance() -> None:
    assert CASE.finding(started(SLOW, QUICK)).outcome is Outcome.PASSED
    assert CASE.finding(started(SLOW)).outcome is Outcome.INCONCLUSIVE


def test_time_in_which_we_did_not_run_is_not_the_service_s() -> None:
    ours = (replace(SLOW[0], late_seconds=2.0), *QUICK[1:])
    assert CASE.finding(started(ours, ours)).outcome is Outcome.PASSED


def test_an_error_is_quick_and_tells_no_time() -> None:
    failed = tuple(replace(one, answer="503") for one in QUICK)
    finding = CASE.finding(started(failed))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "no first request was answered as promised: 503"


def test_nobody_asked_shows_nothing() -> None:
    assert CASE.finding(started()).reason == "latency.journeys has no GET: add one"
    never = replace(lifecycle(readiness=dict.fromkeys(READY, 503)), first=())
    assert CASE.finding(never).reason == "the process never said that it was ready"

from tests.judging import Case
from tests.suites.latency.examples import CONTRACT, journey, measured, quantile

OVER = journey(p99=quantile(seconds=1.7), max_seconds=2.0)
CASE = Case("latency/p99-within-budget", CONTRACT, clean=measured(), broken=measured(OVER))


def test_the_problem_names_journey_budget_and_quantile() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "p99 of browse"
    assert problem.expected == "at most 1 s from the intended start"
    assert problem.observed == "1.700 s of 200 arrivals, the longest 2.000 s"


def test_other_quantiles_are_none_of_its_business() -> None:
    others = {name: quantile(seconds=9.0) for name in ("p50", "p95", "p99") if name != "p99"}
    assert CASE.problems(measured(journey(**others))) == ()


def test_a_stall_of_two_seconds_fails_however_small_the_median_is() -> None:
    stalled = journey(
        p50=quantile(seconds=0.004), p99=quantile(seconds=1.91, surely_over=19), max_seconds=2.0
    )
    assert [p.where for p in CASE.problems(measured(stalled))] == ["p99 of browse"]

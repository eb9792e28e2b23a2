from tests.judging import Case
from tests.suites.latency.examples import CONTRACT, journey, measured, quantile

OVER = journey(p95=quantile(seconds=0.6), max_seconds=2.0)
CASE = Case("latency/p95-within-budget", CONTRACT, clean=measured(), broken=measured(OVER))


def test_the_problem_names_journey_budget_and_quantile() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "p95 of browse"
    assert problem.expected == "at most 0.5 s from the intended start"
    assert problem.observed == "0.600 s of 200 arrivals, the longest 2.000 s"


def test_other_quantiles_are_none_of_its_business() -> None:
    others = {name: quantile(seconds=9.0) for name in ("p50", "p95", "p99") if name != "p95"}
    assert CASE.problems(measured(journey(**others))) == ()

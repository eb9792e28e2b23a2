import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.metrics.examples import METRICS, TEXT, scrape, scrapes

JOURNEY = {"name": "buy", "path": "/", "rate_per_second": 5, "budgets": {"p50": 0.05, "p99": 1}}
DURATIONS = {"series": "shop_seconds", "method": "verb", "route": "path"}
SHORT = TEXT.replace('shop_seconds_bucket{le="1"} 5\n', "")
CASE = Case(
    "metrics/buckets-reach-the-budgets",
    contract(metrics=METRICS | {"durations": DURATIONS}, latency={"journeys": [JOURNEY]}),
    clean=scrapes(),
    broken=scrapes(scrape(SHORT)),
)


def test_budget_and_bounds_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.expected, problem.observed) == ("a bound of 1 s or more", "le 0.1, inf")


def test_one_route_that_ends_sooner_than_the_others_is_enough() -> None:
    more = TEXT + 'shop_seconds_bucket{path="/x",le="0.3"} 1\nshop_seconds_bucket{path="/x",le="+Inf"} 1\n'
    assert [p.observed for p in CASE.problems(scrapes(scrape(more)))] == ["le 0.3, inf"]


def test_a_summary_has_no_bounds() -> None:
    summary = '# TYPE shop_seconds summary\nshop_seconds{quantile="0.5"} 0.1\nshop_seconds_count 3\n'
    assert CASE.finding(scrapes(scrape(summary))).outcome is Outcome.PASSED


@pytest.mark.parametrize("budgets", [{}, {"p50": 0.05}])
def test_no_budget_that_long_is_none(budgets: dict[str, float]) -> None:
    short = contract(
        metrics=METRICS | {"durations": DURATIONS}, latency={"journeys": [JOURNEY | {"budgets": budgets}]}
    )
    case = Case(CASE.rule_id, short, CASE.clean, CASE.broken)
    assert case.finding(CASE.broken).outcome is (Outcome.PASSED if budgets else Outcome.INCONCLUSIVE)

from tests.judging import Case, contract
from tests.suites.metrics.examples import METRICS, TEXT, openmetrics, scrape, scrapes

CASE = Case(
    "metrics/thresholds-are-bucket-bounds",
    contract(metrics=METRICS | {"thresholds": {"shop_seconds": [0.1, 1]}}),
    clean=scrapes(),
    broken=scrapes(scrape(TEXT.replace('shop_seconds_bucket{le="0.1"} 3\n', ""))),
)


def test_the_threshold_and_the_bounds_that_are_there_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.expected, problem.observed) == ('a bucket le="0.1"', "le 1, inf")


def test_a_histogram_that_is_not_there_has_no_bound() -> None:
    assert len(CASE.problems(scrapes(scrape("shop_up 1\n")))) == 2


def test_bounds_are_compared_as_numbers() -> None:
    assert CASE.problems(scrapes(openmetrics())) == ()

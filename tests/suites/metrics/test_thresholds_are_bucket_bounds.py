import pytest

from gonogo.core.finding import Outcome
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


BOUND = 'shop_seconds_bucket{le="0.1"} 3\n'


@pytest.mark.parametrize(
    "body",
    [
        TEXT.replace('le="0.1"', 'le="0.25"'),
        TEXT.replace('le="0.1"', 'le="100"'),
        TEXT.replace("# TYPE shop_seconds histogram\n", ""),
        TEXT.replace("# TYPE shop_seconds histogram", "# TYPE shop_seconds summary"),
        TEXT + 'shop_seconds_bucket{path="/a",le="1"} 1\nshop_seconds_bucket{path="/a",le="+Inf"} 1\n',
        TEXT.replace('le="0.1"', 'le="0.1000001"'),
    ],
    ids=["another", "milliseconds", "no type", "a summary", "one route of several", "a part of a bound"],
)
@pytest.mark.parametrize("source", ["shop-1", "shop-2"])
def test_a_process_without_the_bound_is_refused(body: str, source: str) -> None:
    assert CASE.finding(scrapes(scrape(), scrape(body, source=source))).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "body",
    [
        TEXT.replace('le="0.1"', 'le="1e-1"'),
        TEXT.replace(BOUND, BOUND + 'shop_seconds_bucket{le="0.3"} 4\n'),
        TEXT.replace(BOUND, 'shop_seconds_bucket{le="0.05"} 0\n' + BOUND),
    ],
    ids=["written otherwise", "another one beside it", "one below it"],
)
def test_the_bound_among_others_passes(body: str) -> None:
    assert CASE.finding(scrapes(scrape(body))).outcome is Outcome.PASSED

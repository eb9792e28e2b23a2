import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, TEXT, openmetrics, scrape, scrapes

OTHER = TEXT.replace('le="0.1"} 3', 'le="0.3"} 3')
CASE = Case(
    "metrics/bucket-layouts-agree",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(), scrape(OTHER, source="shop-2")),
)


def test_the_problem_names_the_bounds_that_differ_and_where() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "shop_seconds"
    assert "shop-1: le 0.1" in problem.observed
    assert "shop-2: le 0.3" in problem.observed


def test_a_bound_may_be_written_in_two_ways() -> None:
    assert CASE.problems(scrapes(scrape(), openmetrics())) == ()


def test_label_sets_of_one_process_are_compared_as_well() -> None:
    body = TEXT + 'shop_seconds_bucket{path="/a",le="9"} 1\nshop_seconds_bucket{path="/a",le="+Inf"} 1\n'
    assert len(CASE.problems(scrapes(scrape(body)))) == 1


def test_without_a_histogram_nothing_was_examined() -> None:
    assert CASE.finding(scrapes(scrape("a 1\n"))).outcome is Outcome.INCONCLUSIVE


FEWER = TEXT.replace('shop_seconds_bucket{le="0.1"} 3\n', "")
HALF = 'shop_seconds_bucket{le="0.5"} 4\n'
MORE = TEXT.replace('shop_seconds_bucket{le="1"}', HALF + 'shop_seconds_bucket{le="1"}')
MILLISECONDS = TEXT.replace('le="0.1"', 'le="100"').replace('le="1"', 'le="1000"')


@pytest.mark.parametrize(
    "body", [OTHER, FEWER, MORE, MILLISECONDS], ids=["another", "one less", "one more", "another unit"]
)
@pytest.mark.parametrize("source", ["shop-1", "shop-2"])
def test_bounds_of_a_setting_of_each_replica_are_refused(body: str, source: str) -> None:
    assert len(CASE.problems(scrapes(scrape(), scrape(body, source=source)))) == 1


def test_the_other_format_is_compared_as_well() -> None:
    assert len(CASE.problems(scrapes(scrape(OTHER), openmetrics()))) == 1


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("} 3", "} 0").replace("} 5", "} 0"),
        TEXT + "# TYPE mail histogram\n" + 'mail_bucket{le="60"} 1\nmail_bucket{le="+Inf"} 1\n',
        "shop_up 1\n",
    ],
    ids=["other counts", "another family with bounds of its own", "a process without any"],
)
def test_what_has_the_same_bounds_agrees(other: str) -> None:
    assert CASE.finding(scrapes(scrape(), scrape(other, source="shop-2"))).outcome is Outcome.PASSED

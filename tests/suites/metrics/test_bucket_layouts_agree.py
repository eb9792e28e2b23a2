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

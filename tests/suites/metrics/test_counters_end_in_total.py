from gonogo.core.finding import Severity
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, TEXT, openmetrics, scrape, scrapes

CASE = Case(
    "metrics/counters-end-in-total",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(TEXT.replace("shop_requests_total", "shop_requests"))),
)


def test_it_only_advises() -> None:
    assert CASE.rule.severity is Severity.ADVISORY


def test_a_gauge_that_pretends_to_be_a_counter_is_named() -> None:
    (problem,) = CASE.problems(scrapes(scrape("# TYPE logins_total gauge\nlogins_total 3\n")))
    assert problem.observed == "logins_total"


def test_openmetrics_has_the_suffix_on_the_sample_alone() -> None:
    assert CASE.problems(scrapes(openmetrics())) == ()

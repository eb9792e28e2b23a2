from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.metrics.examples import CONTRACT, DOWN, METRICS, openmetrics, scrape, scrapes

CASE = Case(
    "metrics/promised-series-are-there",
    CONTRACT,
    clean=scrapes(),
    broken=scrapes(scrape(), openmetrics("other 1.0\n# EOF\n")),
)


def test_the_missing_name_and_its_place_are_named() -> None:
    assert [p.where for p in CASE.problems(CASE.broken)] == ["shop_up at shop-1 for openmetrics"]


def test_a_comment_alone_is_no_series() -> None:
    assert len(CASE.problems(scrapes(scrape("# TYPE shop_up gauge\nother 1\n")))) == 1


def test_openmetrics_may_add_the_counter_suffix() -> None:
    renamed = contract(metrics=METRICS | {"series": ["shop_sold"]})
    seen = scrapes(
        scrape("shop_sold 1\n"), openmetrics("# TYPE shop_sold counter\nshop_sold_total 1.0\n# EOF\n")
    )
    assert Case(CASE.rule_id, renamed, seen, seen).problems(seen) == ()


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(DOWN).outcome is Outcome.INCONCLUSIVE

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.metrics.examples import CONTRACT, DOWN, METRICS, TEXT, openmetrics, scrape, scrapes

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


@pytest.mark.parametrize(
    "body",
    [
        TEXT.replace("shop_up", "shop_is_up"),
        TEXT.replace("shop_up 1.0\n", ""),
        TEXT.replace("shop_up 1.0", "shop_up_info 1.0"),
        TEXT.replace("shop_up 1.0", "Shop_up 1.0"),
        'labels{name="shop_up"} 1\n',
    ],
    ids=["renamed", "after the first event", "a name that goes on", "a capital", "a value of a label"],
)
def test_one_process_without_it_is_refused(body: str) -> None:
    seen = scrapes(scrape(), scrape(body, source="shop-2"))
    assert [p.where for p in CASE.problems(seen)] == ["shop_up at shop-2 for text"]


@pytest.mark.parametrize("sample", ["shop_up 0", "shop_up NaN", 'shop_up{zone="a"} 1', "shop_up_total 1"])
def test_one_sample_of_any_value_is_enough(sample: str) -> None:
    """NaN among it: what a series says is for other rules."""
    body = TEXT.replace("shop_up 1.0", sample).replace("# TYPE shop_up gauge\n", "")
    assert CASE.finding(scrapes(scrape(body))).outcome is Outcome.PASSED

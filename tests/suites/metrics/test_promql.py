"""What an expression results in: which of several it picks, and whether its two sides can match."""

import pytest

from gonogo.suites.metrics.promql import is_read, named_in, picked
from gonogo.suites.metrics.sides import unmatched
from tests.judging import Case
from tests.suites.metrics.alerts import CONTRACT, alert, alerts

_ERRORS = 'sum by (route) (rate(shop_requests_total{status=~"5.."}[1m]))'
IDENTITY = Case(
    "metrics/alerts-keep-their-identity",
    CONTRACT,
    clean=alerts(),
    broken=alerts(alert("topk(1, shop_up)", waits="5m")),
)
MATCHED = Case(
    "metrics/alerts-watch-what-is-exposed",
    CONTRACT,
    clean=alerts(),
    broken=alerts(alert(f"{_ERRORS} / sum(rate(shop_requests_total[1m])) > 0.1")),
)


@pytest.mark.parametrize(
    "expression",
    [
        "topk(1, sum by (route) (rate(shop_requests_total[1m]))) > 3",
        "bottomk(2, shop_up) < 1",
        "topk by (job) (1, shop_up) > 0",
        "sum by (route) (topk(1, shop_up)) > 0",
        "max without (job) (topk(1, shop_up)) > 0",
        "abs(limitk(1, shop_up))",
    ],
)
def test_the_first_of_several_is_another_one_each_time(expression: str) -> None:
    assert len(picked(expression)) == 1
    assert len(IDENTITY.problems(alerts(alert(expression, waits="2m")))) == 1
    for at_once in ("", "0s"):
        assert IDENTITY.problems(alerts(alert(expression, waits=at_once))) == ()


@pytest.mark.parametrize(
    "expression",
    [
        "topk(1, sum(rate(shop_requests_total[1m]))) > 3",
        "max(topk(3, shop_up)) > 1",
        "sum(topk(1, shop_up)) / scalar(shop_up) > 0",
        "max by (route) (shop_up) > 1",
    ],
)
def test_what_is_picked_and_no_longer_told_apart_stays_the_same(expression: str) -> None:
    assert picked(expression) == []


@pytest.mark.parametrize(
    ("expression", "labels"),
    [
        (f"{_ERRORS} / sum(rate(shop_requests_total[1m])) > 0.1", "(route) and ()"),
        (f"{_ERRORS} / on (job) sum by (job) (shop_up) > 1", "() and (job)"),
        (f"{_ERRORS} / ignoring (route) sum by (job) (shop_up)", "() and (job)"),
        (f"{_ERRORS} and sum by (instance) (shop_up)", "(route) and (instance)"),
        ("sum by (job) (shop_up) > bool sum by (instance) (shop_up)", "(job) and (instance)"),
        (f"{_ERRORS} / count_values by (route) ('n', shop_up)", "(route) and (n, route)"),
        (f"histogram_quantile(0.9, sum by (le) (shop_seconds_bucket)) > {_ERRORS}", "() and (route)"),
    ],
)
def test_sides_that_were_aggregated_apart_match_nothing(expression: str, labels: str) -> None:
    (said,) = unmatched(expression)
    assert said.endswith(f"have the labels {labels}")
    (problem,) = MATCHED.problems(alerts(alert(expression)))
    assert problem.observed == said


@pytest.mark.parametrize(
    "expression",
    [
        f"{_ERRORS} / sum by (route) (rate(shop_requests_total[1m])) > 0.1",
        f"{_ERRORS} / ignoring (route) group_left sum(rate(shop_requests_total[1m])) > 0.1",
        f"{_ERRORS} / on () group_left () sum(rate(shop_requests_total[1m])) > 0.1",
        f"{_ERRORS} / scalar(sum(shop_up)) > 0.1",
        f"{_ERRORS} or sum(shop_up)",
        f"{_ERRORS} unless sum(shop_up)",
        f"{_ERRORS} * shop_up > 1",
        f"{_ERRORS} * time() > 1",
        "sum without (route) (shop_up) / sum(shop_up)",
        "sum(shop_up) > 3 and on () vector(1) > 0",
        "histogram_quantile(0.9, sum by (le) (shop_seconds_bucket)) > sum(shop_up)",
        'label_replace(sum(shop_up), "route", "/a", "", "") > sum by (route) (shop_up)',
    ],
)
def test_sides_that_may_match_are_let_pass(expression: str) -> None:
    assert is_read(expression)
    assert unmatched(expression) == []


def test_a_name_may_stand_among_the_labels() -> None:
    assert [one.series for one in named_in('rate({__name__="shop_up"}[1m]) + {a="b"}')] == ["shop_up"]


def test_what_is_no_expression_is_not_judged() -> None:
    finding = MATCHED.finding(alerts(alert("rate(shop_up[1m]")))
    assert finding.reason == "not read: ShopDown"

import pytest

from tests.judging import Case
from tests.suites.metrics.alerts import CONTRACT, alert, alerts

CASE = Case(
    "metrics/alerts-ask-for-rates-of-counters",
    CONTRACT,
    clean=alerts(),
    broken=alerts(alert("shop_requests_total > 100")),
)


@pytest.mark.parametrize(
    "expression",
    [
        'shop_requests_total{code="500"} > 10',
        "sum(shop_requests_total) > 10",
        "max_over_time(shop_requests_total[5m]) > 3",
        "avg by (code) (shop_requests_total) > 1",
    ],
)
def test_refuses(expression: str) -> None:
    (problem,) = CASE.problems(alerts(alert(expression)))
    assert problem.observed == "the value of shop_requests_total"


@pytest.mark.parametrize(
    "expression",
    [
        "rate(shop_requests_total[5m]) > 1",
        "sum(increase(shop_requests_total[5m])) > 1",
        "absent(shop_requests_total)",
        "count(shop_requests_total) < 2",
        "shop_total_seats > 3",
    ],
)
def test_passes(expression: str) -> None:
    assert CASE.problems(alerts(alert(expression))) == ()


def test_a_recording_rule_may_add_up() -> None:
    assert (
        CASE.problems(alerts(alert("up == 0"), alert("sum(shop_requests_total)", recorded="shop:all"))) == ()
    )

from dataclasses import replace

import pytest

from gonogo.suites.metrics.promql import labels_of_values
from tests.judging import Case
from tests.suites.metrics.alerts import CONTRACT, alert, alerts

CASE = Case(
    "metrics/alerts-keep-their-identity",
    CONTRACT,
    clean=alerts(),
    broken=alerts(alert("shop_up == 0", value="{{ $value }}")),
)


@pytest.mark.parametrize(
    "template", ["{{$value}}", "{{ .Value | humanize }}", '{{ printf "%.0f" $value }}', "{{ query `up` }}"]
)
def test_refuses(template: str) -> None:
    (problem,) = CASE.problems(alerts(alert("shop_up == 0", size=template)))
    assert problem.observed == f"size: {template}"


@pytest.mark.parametrize(
    "template", ["page", "{{ $labels.instance }}", "{{ $externalLabels.value }}", "value"]
)
def test_passes(template: str) -> None:
    assert CASE.problems(alerts(alert("shop_up == 0", who=template))) == ()


@pytest.mark.parametrize(
    ("expression", "labels"),
    [
        ('count_values("lag", shop_lag_seconds > 0.2) > 0', ["lag"]),
        ("count_values by (instance) ('lag', shop_lag_seconds)", ["lag"]),
        ('sum(count_values("lag", shop_lag_seconds)) > 3', []),
        ('sum by (lag) (count_values("lag", shop_lag_seconds)) > 3', ["lag"]),
        ('max(count_values("lag", shop_lag_seconds)) by (instance, lag)', ["lag"]),
        ('max without (lag) (count_values("lag", shop_lag_seconds))', []),
        ('max without (job) (count_values("lag", shop_lag_seconds))', ["lag"]),
        ('abs(count_values("lag", shop_lag_seconds))', ["lag"]),
        ('(sum(up)) + count_values("lag", shop_lag_seconds)', ["lag"]),
        ("count(shop_lag_seconds > 0.2)", []),
        ('shop_total{name="count_values"}', []),
    ],
)
def test_a_label_that_is_made_of_a_value_is_found(expression: str, labels: list[str]) -> None:
    assert labels_of_values(expression) == labels
    assert len(CASE.problems(alerts(alert(expression)))) == len(labels)


@pytest.mark.parametrize(
    ("expression", "problems"),
    [
        ("topk(1, shop_lag_seconds) > 5", 1),
        ("topk by (shop) (1, shop_lag_seconds) > 5", 1),
        ("sum by (shop) (topk(1, shop_lag_seconds)) > 5", 1),
        ("shop_lag_seconds * on(shop) group_left(node) topk(1, shop_nodes) > 5", 1),
        ("shop_lag_seconds * on(shop) group_left(node) topk by (shop) (1, shop_nodes) > 5", 1),
        ("shop_lag_seconds * on(shop) group_left(node) topk by (shop, node) (1, shop_nodes) > 5", 0),
        (
            "sum by (a) (shop_lag_seconds * on(a) topk by (a) (1, max by (a, x) (shop_nodes))) > 5",
            0,
        ),
        ("sum without (id) (topk by (shop) (1, increase(shop_sold_total[5m]))) > 5", 0),
    ],
)
def test_one_of_each_group_is_the_group(expression: str, problems: int) -> None:
    waiting = replace(alert(expression), waits="5m")
    assert len(CASE.problems(alerts(waiting))) == problems

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

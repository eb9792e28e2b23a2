import pytest

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

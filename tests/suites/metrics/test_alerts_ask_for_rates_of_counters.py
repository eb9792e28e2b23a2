from dataclasses import replace

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
        "shop_requests_total > 0 and on() up == 1",
        "shop_requests_total > 0 and rate(shop_errors_total[5m]) > 1",
        "shop_requests_total > 5 and rate(shop_requests_total[5m]) > 1",
        "shop_requests_total - vector(1) > 3",
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
        "shop_requests_total - shop_requests_total offset 10m >= 1",
        "(shop_requests_total) - (shop_requests_total offset 10m) >= 1",
        "histogram_quantile(0.9, rate(a_seconds_bucket[5m])) < 9 and on(job) a_seconds_count{job='b'} > 0",
        "(a_seconds_count != 0) and rate(a_seconds_sum[5m]) > 1",
        "minio_cluster_drive_offline_total > 0",
        "sum(disk_inodes_free) / sum(disk_inodes_total) < 0.1",
        "nodejs_active_handles_total > 1000",
    ],
)
def test_passes(expression: str) -> None:
    assert CASE.problems(alerts(alert(expression))) == ()


@pytest.mark.parametrize(
    "expression",
    [
        "shop_requests_total == shop_requests_total offset 1h",
        "shop_requests_total <= (shop_requests_total offset 10m)",
        "shop_requests_total != on (code) shop_requests_total offset 1h",
        "sum(shop_requests_total) - sum(shop_requests_total offset 5m) > 100",
        "sum by (code) (shop_requests_total) - sum by (code) (shop_requests_total offset 5m) == 0",
        "max_over_time(shop_requests_total[1h]) - min_over_time(shop_requests_total[1h]) == 0",
        "(shop_requests_total > 1 unless shop_requests_total offset 5m) or rate(shop_requests_total[5m]) > 0",
        "sum(shop_requests_total) > 2 * sum(shop_requests_total offset 1d)",
    ],
)
def test_passes_what_is_compared_with_what_it_was(expression: str) -> None:
    assert CASE.problems(alerts(alert(expression))) == ()


@pytest.mark.parametrize(
    "expression",
    [
        "shop_requests_total offset 5m > 10",
        "sum(shop_requests_total) - sum(shop_errors_total offset 5m) > 100",
        "sum(shop_requests_total) - sum(shop_requests_total) > 100",
        'shop_requests_total{code="500"} > shop_requests_total{code="200"}',
        "max_over_time(shop_requests_total[1h]) > max_over_time(shop_requests_total[1h])",
        "shop_requests_total > rate(shop_requests_total[5m] offset 1h)",
        "shop_requests_total / shop_requests_total offset 1h > 2",
        "shop_requests_total > 5 and shop_requests_total offset 1h > 5",
    ],
)
def test_refuses_what_is_compared_with_something_else(expression: str) -> None:
    problems = CASE.problems(alerts(alert(expression)))
    assert "the value of shop_requests_total" in [problem.observed for problem in problems]


@pytest.mark.parametrize(
    "expression",
    [
        "envoy_cluster_membership_healthy / envoy_cluster_membership_total < 0.75",
        "cnpg_backends_waiting_total > 300",
        "sum by (cluster) (cnpg_backends_total) > 90",
        "minio_cluster_bucket_total > 500",
        "minio_cluster_usage_object_total > 1e6",
        "tempodb_backend_objects_total > 1e6",
    ],
)
def test_passes_what_others_call_a_total_and_is_none(expression: str) -> None:
    assert CASE.problems(alerts(alert(expression))) == ()


@pytest.mark.parametrize("series", ["cnpg_backups_total", "envoy_membership_changes_total", "objects_total"])
def test_a_total_of_others_that_is_one_is_refused(series: str) -> None:
    assert CASE.problems(alerts(alert(f"{series} > 3")))


TYPED = replace(
    alerts(),
    counters=(
        "shop_events",
        "shop_seconds_bucket",
        "shop_seconds_count",
        "shop_seconds_sum",
        "shop_size_count",
    ),
    gauges=("shop_connections_total",),
)


@pytest.mark.parametrize(
    ("expression", "counter"),
    [
        ("shop_seconds_count > 1000", "shop_seconds_count"),
        ("rate(shop_seconds_sum[5m]) / shop_seconds_count > 0.5", "shop_seconds_count"),
        ("histogram_quantile(0.9, sum by (le) (shop_seconds_bucket)) > 0.5", "shop_seconds_bucket"),
        ("shop_size_count > 5", "shop_size_count"),
        ("shop_events > 5", "shop_events"),
        ("pg_query_milliseconds_bucket > 5", "pg_query_milliseconds_bucket"),
        ("pg_query_seconds_sum / 60 > 5", "pg_query_seconds_sum"),
    ],
)
def test_the_parts_of_a_histogram_are_counters(expression: str, counter: str) -> None:
    (problem,) = CASE.problems(replace(TYPED, alerts=(alert(expression),)))
    assert problem.observed == f"the value of {counter}"


@pytest.mark.parametrize(
    "expression",
    [
        "shop_connections_total > 90",
        "rate(shop_seconds_sum[5m]) / rate(shop_seconds_count[5m]) > 0.5",
        "histogram_quantile(0.9, sum by (le) (rate(shop_seconds_bucket[5m]))) > 0.5",
        "kube_node_count < 3",
        "increase(shop_requests_total[5m]) > 0 or (shop_requests_total unless shop_requests_total offset 5m)",
        "shop_requests_total offset 1h unless shop_requests_total",
        "aws_objects_in_bucket > 5",
        'shop_requests_total{code="500"} unless on (code) shop_requests_total{code="500"} offset 5m',
    ],
)
def test_passes_by_its_type(expression: str) -> None:
    assert CASE.problems(replace(TYPED, alerts=(alert(expression),))) == ()


def test_a_series_that_lacks_another_one_is_looked_at_by_its_value() -> None:
    assert CASE.problems(alerts(alert("shop_requests_total unless shop_errors_total offset 5m")))
    assert CASE.problems(alerts(alert("shop_requests_total unless shop_requests_total > 5")))


def test_what_is_recorded_of_a_counter_is_one() -> None:
    added = alert("sum by (code) (shop_requests_total)", recorded="shop:requests")
    more = alert("sum(shop:requests)", recorded="shop:all")
    for name in ("shop:requests", "shop:all"):
        (problem,) = CASE.problems(alerts(added, more, alert(f"{name} > 9")))
        assert problem.observed == f"the value of {name}, made of shop_requests_total"
        assert CASE.problems(alerts(added, more, alert(f"rate({name}[5m]) > 9"))) == ()


def test_what_is_recorded_of_a_rate_is_none() -> None:
    recorded = alert("sum(rate(shop_requests_total[5m]))", recorded="shop:rate")
    assert CASE.problems(alerts(recorded, alert("shop:rate > 9"))) == ()


def test_a_recording_rule_may_add_up() -> None:
    assert (
        CASE.problems(alerts(alert("up == 0"), alert("sum(shop_requests_total)", recorded="shop:all"))) == ()
    )

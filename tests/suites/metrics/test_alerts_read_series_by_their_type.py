from dataclasses import replace

import pytest

from tests.judging import Case
from tests.suites.metrics.alerts import CONTRACT, alert, alerts

CASE = Case(
    "metrics/alerts-read-series-by-their-type",
    CONTRACT,
    clean=alerts(),
    broken=alerts(alert("delta(shop_requests_total[5m]) > 100")),
)
TYPED = replace(
    alerts(),
    exposed=("shop_queue", "shop_events", "shop_wait", "shop_wait_count", "shop_wait_sum", "shop_up_total"),
    counters=("shop_events", "shop_seconds_bucket", "shop_seconds_count", "shop_wait_count", "shop_wait_sum"),
    gauges=("shop_queue", "shop_up_total", "process_start_time_seconds"),
)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("rate(shop_queue[5m]) > 1", "rate(shop_queue[5m])"),
        ("sum(increase(shop_queue{a='b'}[5m])) > 1", 'increase(shop_queue{a="b"}[5m])'),
        ("deriv(shop_events[5m]) > 0", "deriv(shop_events[5m])"),
        ("predict_linear(shop_seconds_count[1h], 3600) > 0", "predict_linear(shop_seconds_count[1h], 3600)"),
        ("idelta(pg_stat_commits_total[5m]) == 0", "idelta(pg_stat_commits_total[5m])"),
        (
            "histogram_quantile(0.9, sum by (route) (rate(shop_seconds_bucket[5m]))) > 1",
            "histogram_quantile(0.9, sum by (route) (rate(shop_seconds_bucket[5m])))",
        ),
        (
            "histogram_quantile(0.9, sum(rate(shop_seconds_bucket[5m]))) > 1",
            "histogram_quantile(0.9, sum(rate(shop_seconds_bucket[5m])))",
        ),
        (
            "histogram_quantile(0.9, (sum without (le) (rate(shop_seconds_bucket[5m])))) > 1",
            "histogram_quantile(0.9, (sum without (le) (rate(shop_seconds_bucket[5m]))))",
        ),
        ('avg(other_seconds{quantile="0.99"}) > 1', 'avg(other_seconds{quantile="0.99"})'),
        ("avg by (job) (shop_wait * 1000) > 1", "avg by (job) (shop_wait * 1000)"),
        ('sum(other_seconds{quantile=~"0.9.*"}) > 1', 'sum(other_seconds{quantile=~"0.9.*"})'),
        (
            "avg(histogram_quantile(0.9, rate(shop_seconds_bucket[5m]))) > 1",
            "avg(histogram_quantile(0.9, rate(shop_seconds_bucket[5m])))",
        ),
        (
            "histogram_quantile(99, sum by (le) (rate(shop_seconds_bucket[5m]))) > 0.5",
            "histogram_quantile(99, sum by (le) (rate(shop_seconds_bucket[5m])))",
        ),
        ("quantile(95, shop_queue) > 1", "quantile(95, shop_queue)"),
        ("quantile_over_time(95, shop_queue[5m]) > 1", "quantile_over_time(95, shop_queue[5m])"),
        (
            "histogram_quantile(0.99, rate(shop_wait_sum[5m])) > 1",
            "histogram_quantile(0.99, rate(shop_wait_sum[5m]))",
        ),
        ("avg(shop_latency_p99_seconds) > 1", "avg(shop_latency_p99_seconds)"),
        ("sum(request_p95_ms) > 1", "sum(request_p95_ms)"),
        (
            "avg(max by (pod) (shop_wait)) > 1",
            "avg(max by (pod) (shop_wait))",
        ),
    ],
)
@pytest.mark.parametrize("recorded", ["", "shop:made"])
def test_refuses(expression: str, said: str, recorded: str) -> None:
    (problem,) = CASE.problems(replace(TYPED, alerts=(alert(expression, recorded),)))
    assert "".join(problem.observed.split()) == "".join(said.split())


@pytest.mark.parametrize(
    "expression",
    [
        "rate(shop_events[5m]) > 1",
        "rate(shop_up_total[5m]) > 1",
        "increase(process_start_time_seconds[5m]) > 0",
        "rate(unknown_thing[5m]) > 1",
        "delta(shop_queue[5m]) > 1",
        "deriv(unknown_thing[5m]) > 1",
        "changes(shop_events[5m]) > 1",
        "delta(shop_queue_total_seats[5m]) > 1",
        "histogram_quantile(0.9, sum by (le, route) (rate(shop_seconds_bucket[5m]))) > 1",
        "histogram_quantile(0.9, sum without (instance) (rate(shop_seconds_bucket[5m]))) > 1",
        "histogram_quantile(0.9, rate(shop_seconds_bucket[5m])) > 1",
        "histogram_quantile(0.9, sum by (route) (rate(shop_seconds[5m]))) > 1",
        "histogram_quantile(0.9, sum by (route) (job:shop_seconds:rate5m)) > 1",
        'max(other_seconds{quantile="0.99"}) > 1',
        'avg(other_seconds{quantile=""}) > 1',
        'other_seconds{quantile="0.5"} > 1',
        "max(shop_latency_p99_seconds) > 1",
        "avg(shop_latency_seconds) > 1",
        "sum(gpu_p100_memory_bytes) > 1",
        "quantile(0.95, shop_queue) > 1",
        "sum(rate(shop_wait_sum[5m])) / sum(rate(shop_wait_count[5m])) > 1",
        "avg(histogram_quantile(0.9, sum by (le) (rate(shop_seconds_bucket[5m])))) > 1",
        "max(histogram_quantile(0.9, rate(shop_seconds_bucket[5m]))) > 1",
        "avg(shop_queue) > 1",
        "this is not read",
    ],
)
def test_passes(expression: str) -> None:
    assert CASE.problems(replace(TYPED, alerts=(alert(expression),))) == ()


@pytest.mark.parametrize(
    ("recorded", "asked", "said"),
    [
        ("sum(rate(shop_events[5m]))", "rate(shop:made[5m]) > 1", "rate(shop:made[5m])"),
        ("histogram_quantile(0.9, rate(shop_seconds_bucket[5m]))", "avg(shop:made) > 1", "avg(shop:made)"),
        ("sum(shop_queue)", "deriv(shop:made[5m]) > 1", ""),
        ("sum(rate(shop_events[5m]))", "delta(shop:made[5m]) + avg(shop:made) > 1", ""),
        ("sum(shop_events)", "rate(shop:made[5m]) > 1", ""),
    ],
)
def test_what_a_rule_records_has_a_type_as_well(recorded: str, asked: str, said: str) -> None:
    seen = replace(TYPED, alerts=(alert(asked), alert(recorded, "shop:made")))
    assert [problem.observed for problem in CASE.problems(seen)] == ([said] if said else [])

"""It sees times in milliseconds and finer, processor time and memory in another unit.

Good look-alikes on which it is silent: what never expires, has never happened, or is an integer's limit.
"""

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.metrics.examples import CONTRACT, scrape, scrapes

NOW = 1_763_860_800.0
STARTED = f"process_start_time_seconds {NOW - 100}\n"
CASE = Case(
    "metrics/values-are-in-base-units",
    CONTRACT,
    clean=scrapes(scrape(STARTED, at=NOW)),
    broken=scrapes(scrape(f"backup_last_success_timestamp_seconds {NOW * 1000}\n", at=NOW)),
)


@pytest.mark.parametrize(
    "line",
    [
        f"backup_last_success_timestamp_seconds {NOW * 1e6}",
        f"process_start_time_seconds {NOW * 1e9}",
        f'job_duration_seconds_sum{{job="a"}} {NOW * 1000}',
        f"shop_requests_created {NOW * 1000}",
        "process_cpu_seconds_total 30000",
        "process_resident_memory_bytes 45.3",
        "process_virtual_memory_bytes 48000",
        "shop_uptime_seconds 101500",
        "uptime_seconds 99800000",
        "nodejs_eventloop_lag_p99_seconds 1250000",
        "shop_event_loop_lag_seconds 2560",
    ],
)
def test_another_unit_is_refused(line: str) -> None:
    assert (
        len(CASE.problems(scrapes(scrape(f"{line}\n{STARTED if 'start' not in line else ''}", at=NOW)))) == 1
    )


@pytest.mark.parametrize(
    "line",
    [
        "certificate_not_after_timestamp_seconds 253402300799",
        "backup_last_success_timestamp_seconds 0",
        "prometheus_tsdb_head_max_time_seconds -9.223372036854776e+15",
        "prometheus_tsdb_head_min_time_seconds 9.223372036854776e+15",
        "queue_oldest_seconds NaN",
        "process_cpu_seconds_total 800",
        "process_resident_memory_bytes 900000",
        "process_virtual_memory_bytes 0",
        "shop_uptime_seconds 99.2",
        "node_uptime_seconds 101500",
        "shop_uptime_seconds 0.4",
        "mysql_uptime_seconds 4500000",
        "nodejs_eventloop_lag_seconds 0.25",
        "shop_replication_lag_seconds 86400",
    ],
)
def test_what_can_be_so_passes(line: str) -> None:
    assert CASE.problems(scrapes(scrape(f"{line}\n{STARTED}", at=NOW))) == ()


@pytest.mark.parametrize(
    "line",
    [
        "shop_http_success_ratio 100",
        "shop_answered_ratio 99.5",
        "availability_ratio 99.95",
        'shop_cache_hit_ratio{cache="a"} 87',
        "shop_cache_miss_ratio 13",
        "shop_read_error_ratio 2.5",
        "shop_jobs_failed_ratio 50",
        "shop_memory_used_ratio 63.2",
        "node_memory_usage_ratio 63.2",
        "shop_disk_free_ratio 1000",
        "shop_queue_fill_ratio 40",
    ],
)
def test_a_part_in_percent_is_refused(line: str) -> None:
    (problem,) = CASE.problems(scrapes(scrape(f"{line}\n{STARTED}", at=NOW)))
    assert problem.observed == f"{line.split()[1]}: a part of a whole is 1 at most"


@pytest.mark.parametrize(
    "line",
    [
        "shop_http_success_ratio 1",
        "shop_http_success_ratio 1.0000000002",
        "shop_cache_hit_ratio 1.02",
        "shop_cache_hit_ratio NaN",
        "shop_cache_hit_ratio +Inf",
        "shop_cache_hit_ratio -1",
        "shop_http_success_percent 100",
        "shop_compression_ratio 3.4",
        "shop_read_write_ratio 12",
        "process_cpu_usage_ratio 3.7",
        "shop_pool_used_ratio 3",
        "shop_memory_usage_ratio 1.4",
        "shop_memory_overcommit_ratio 50",
        "shop_cache_hit_miss_ratio 9",
        "shop_cache_hits_to_miss_ratio 9",
        "shop_success_failure_ratio 99",
        "shop_prediction_error_ratio 2.4",
        "shop_error_budget_burn_ratio 14.4",
        "shop_replicas_available_ratio 1.5",
        'shop_jobs_failed_ratio{otel_scope_name="shop"} 12',
        'target_info{service_name="shop"} 1\nshop_jobs_failed_ratio 12',
    ],
)
def test_a_ratio_that_can_be_so_passes(line: str) -> None:
    assert CASE.problems(scrapes(scrape(f"{line}\n{STARTED}", at=NOW))) == ()


def test_without_seconds_nothing_is_established() -> None:
    assert CASE.finding(scrapes(scrape("a 1\nb_ratio 3\n", at=NOW))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("seconds", "processors", "refused"),
    [(900, 2, 1), (900, 0, 0), (900, 64, 0), (210, 2, 0)],
    ids=[
        "two processors",
        "nobody knows how many",
        "sixty-four",
        "a start that is computed, by some seconds wrong",
    ],
)
def test_no_process_uses_more_than_its_machine_has(seconds: int, processors: int, refused: int) -> None:
    seen = scrapes(scrape(f"process_cpu_seconds_total {seconds}\n{STARTED}", at=NOW))
    assert len(CASE.problems(replace(seen, processors=processors))) == refused

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


def test_without_seconds_nothing_is_established() -> None:
    assert CASE.finding(scrapes(scrape("a 1\n", at=NOW))).outcome is Outcome.INCONCLUSIVE


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

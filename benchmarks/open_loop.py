"""What a stall looks like to Locust's paced users and to our open-loop recorder, on the same server."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from benchmarks.servers import serving
from gonogo.home import HOME
from gonogo.loadtests.histogram import count_above
from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.run import run_load

RATE_PER_SECOND = 200
USERS = 20  # of closed_loop_users, ten requests a second each
DURATION_SECONDS = 15.0
STALL_SECONDS = 0.5
STALL_EVERY_SECONDS = 5.0
DEADLINE_SECONDS = DURATION_SECONDS + 20.0


def measure() -> dict[str, Any]:
    """Both generators one after the other: wanted and sent requests, quantiles in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="gonogo-bench-") as folder:
        with _server() as url:
            closed = _closed_loop(url, Path(folder))
        with _server() as url:
            opened = _open_loop(url, Path(folder))
    stall = {"seconds": STALL_SECONDS, "every_seconds": STALL_EVERY_SECONDS}
    return {
        "benchmark": "open_loop",
        "stall": stall,
        "rate_per_second": RATE_PER_SECOND,
        "duration_seconds": DURATION_SECONDS,
        "locust_constant_throughput": closed,
        "gonogo_recorder": opened,
    }


def _server() -> AbstractContextManager[str]:
    stall = ("--after", "2", "--stall", str(STALL_SECONDS), "--every", str(STALL_EVERY_SECONDS))
    return serving("benchmarks.stalling_server", *stall)


def _open_loop(url: str, folder: Path) -> dict[str, Any]:
    plan = LoadPlan(
        base_urls=(url,),
        journeys=(Journey(name="read", path="/", weight=1),),
        connections="pooled",
        rate_per_second=RATE_PER_SECOND,
        duration_seconds=DURATION_SECONDS,
        max_requests=10_000,
    )
    measured = run_load(plan, folder, DEADLINE_SECONDS)
    health, latency = measured.health, measured.overall.latency
    return {
        "planned": health.planned,
        "sent": health.started,
        "dropped": health.dropped,
        "p50_ms": round(latency.p50_seconds * 1000, 2),
        "p95_ms": round(latency.p95_seconds * 1000, 2),
        "p99_ms": round(latency.p99_seconds * 1000, 2),
        "max_ms": round(latency.max_seconds * 1000, 2),
        "above_100_ms": count_above(latency, 0.1),
        "worst_schedule_lag_ms": round(health.schedule_lag.max_seconds * 1000, 2),
        "cpu_fraction": round(health.cpu_fraction, 3),
    }


def _closed_loop(url: str, folder: Path) -> dict[str, Any]:
    report = folder / "closed.json"  # Locust appends ".json" to the name it is given
    command = [
        sys.executable,
        "-m",
        "locust",
        "-f",
        "benchmarks/closed_loop_users.py",
        "--headless",
        "-u",
        str(USERS),
        "-r",
        str(USERS),
        "-t",
        f"{DURATION_SECONDS:.0f}s",
        "--only-summary",
        "--json-file",
        str(report.with_suffix("")),
    ]
    subprocess.run(
        command,
        cwd=HOME,
        env={**os.environ, "GONOGO_BENCH_URL": url},
        check=True,
        timeout=DEADLINE_SECONDS,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    (entry,) = json.loads(report.read_text(encoding="utf-8"))
    times = {int(milliseconds): count for milliseconds, count in entry["response_times"].items()}
    return {
        "planned": round(RATE_PER_SECOND * DURATION_SECONDS),
        "sent": entry["num_requests"],
        "p50_ms": _at(times, 0.5),
        "p95_ms": _at(times, 0.95),
        "p99_ms": _at(times, 0.99),
        "max_ms": round(entry["max_response_time"], 2),
        "above_100_ms": sum(count for milliseconds, count in times.items() if milliseconds > 100),
    }


def _at(times: dict[int, int], share: float) -> int:
    """The quantile of Locust's own table, as its summary tells it."""
    left = sum(times.values()) * (1 - share)
    for milliseconds in sorted(times, reverse=True):
        left -= times[milliseconds]
        if left < 0:
            return milliseconds
    return min(times)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))

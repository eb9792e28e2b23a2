"""Quantiles on a server that stalls, beside the truth: our recorder and k6 at once, a server each."""

from __future__ import annotations

import json
import math
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import requests

from benchmarks import k6
from benchmarks.servers import serving
from gonogo.loadtests.histogram import quantile
from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.run import run_load

RATE_PER_SECOND = 200
SECONDS = 300.0
STALL_SECONDS = 0.5
EVERY_SECONDS = 5.0
FIRST_AFTER_SECONDS = 2.0
TAKES_SECONDS = 0.02
PLACES = 300
STARTS_WITHIN_SECONDS = 60.0
QUANTILES = {"p50": 50.0, "p95": 95.0, "p99": 99.0, "p99.9": 99.9}
WITHIN = {"p50": 0.05, "p95": 0.05, "p99": 0.05, "p99.9": 0.1}


def measure(seconds: float = SECONDS) -> dict[str, Any]:
    """How far each quantile is from the truth, as a share of it; ours may not be farther than its goal.

    The truth is made of each arrival's own time and of the stalls that the server logged; what it takes
    outside of one is its own log's median.
    """
    with ThreadPoolExecutor() as pool:
        ours, theirs = pool.submit(_ours, seconds), pool.submit(_k6, seconds)
        told, other = ours.result(), theirs.result()
    goals = {name: abs(told["off"][name]) <= share for name, share in WITHIN.items()}
    nearer = abs(told["off"]["p99"]) <= max(0.01, abs(other["off"]["p99"]))
    return {
        "stall": {"seconds": STALL_SECONDS, "every_seconds": EVERY_SECONDS},
        "rate_per_second": RATE_PER_SECOND,
        "gonogo": told,
        "k6": other,
        "goal_off": WITHIN,
        "reached": all(goals.values()) and nearer,
    }


def _ours(seconds: float) -> dict[str, Any]:
    plan = LoadPlan(
        base_urls=("http://127.0.0.1",),
        journeys=(Journey(name="read", path="/", weight=1),),
        connections="pooled",
        rate_per_second=RATE_PER_SECOND,
        duration_seconds=seconds,
        max_requests=math.ceil(RATE_PER_SECOND * seconds) + 1,
        max_in_flight=PLACES,
    )
    with _server() as url, tempfile.TemporaryDirectory(prefix="gonogo-bench-") as folder:
        asked = LoadPlan.from_json(plan.to_json().replace("http://127.0.0.1", url))
        measured = run_load(asked, Path(folder), seconds + STARTS_WITHIN_SECONDS)
        truth = _truth(url, seconds)
    found = {name: quantile(measured.overall.latency, share) for name, share in QUANTILES.items()}
    return _figures(found, truth, measured.health.started, measured.health.dropped)


def _k6(seconds: float) -> dict[str, Any]:
    with _server() as url:
        told = k6.run(f"{url}/", seconds, PLACES, RATE_PER_SECOND)
        truth = _truth(url, seconds)
    found = {name: milliseconds / 1000 for name, milliseconds in told.quantiles.items()}
    return _figures(found, truth, told.sent, told.dropped)


def _server() -> AbstractContextManager[str]:
    told = {
        "after": FIRST_AFTER_SECONDS,
        "stall": STALL_SECONDS,
        "every": EVERY_SECONDS,
        "takes": TAKES_SECONDS,
    }
    words = [word for name, value in told.items() for word in (f"--{name}", str(value))]
    return serving("benchmarks.stalling_server", *words)


def _truth(url: str, seconds: float) -> dict[str, float]:
    """Quantiles of what each arrival had to wait, in seconds from the server's first request."""
    log = requests.get(f"{url}/log", timeout=10).json()
    waits = sorted(
        _wait(number / RATE_PER_SECOND, log["median_seconds"], log["stalls"])
        for number in range(round(RATE_PER_SECOND * seconds))
    )
    return {name: waits[math.ceil(len(waits) * share / 100) - 1] for name, share in QUANTILES.items()}


def _wait(arrival: float, takes: float, stalls: list[list[float]]) -> float:
    """What an arrival waits for: its answer, or the end of the stall that this falls into."""
    ready = arrival + takes
    return next((end - arrival for begin, end in stalls if begin <= ready < end), takes)


def _figures(found: dict[str, float], truth: dict[str, float], sent: int, dropped: int) -> dict[str, Any]:
    return {
        "sent": sent,
        "dropped": dropped,
        "ms": {name: round(value * 1000, 2) for name, value in found.items()},
        "truth_ms": {name: round(value * 1000, 2) for name, value in truth.items()},
        "off": {name: round(value / truth[name] - 1, 4) for name, value in found.items()},
    }


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))

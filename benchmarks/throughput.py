"""How many requests a second one processor sends: our recorder and k6 in turn, beside one server."""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import k6
from benchmarks.servers import on_processor, serving
from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.result import LoadResult
from gonogo.loadtests.run import run_load

ROUNDS = 5
SECONDS = 4.0
PLACES = 64
MORE_THAN_ANY_PER_SECOND = 80_000
STARTS_WITHIN_SECONDS = 60.0
GOAL_TIMES_K6 = 1.5
PUNCTUAL_SECONDS = 0.001
GOAL_TIMES_ONE_PROCESS = 1.3


def beside_k6() -> dict[str, Any]:
    """The generator on one processor, the server on another; medians of requests a second.

    k6 has as many users as ours has requests under way at most, which it sends more with than with a rate.
    Then how late ours sends at half of its most.
    """
    with on_processor(1), serving("benchmarks.plain_server") as url, on_processor(0):
        pairs = [(_ours(url), k6.run(url, SECONDS, PLACES).rate_per_second) for _ in range(ROUNDS)]
        ours, theirs = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
        lag = _sent(url, rate=ours / 2).health.schedule_lag
    punctual = lag.p99_seconds <= PUNCTUAL_SECONDS
    return {
        "rounds": ROUNDS,
        "ours_per_second": round(ours),
        "k6_per_second": round(theirs),
        "times_k6": round(ours / theirs, 2),
        "every_round": [[round(value) for value in pair] for pair in pairs],
        "goal_times": GOAL_TIMES_K6,
        "lag_ms_at_half": {
            name: round(getattr(lag, f"{name}_seconds") * 1000, 3) for name in ("p50", "p99", "p999", "max")
        },
        "reached": ours / theirs >= GOAL_TIMES_K6 and punctual,
    }


def two_processes() -> dict[str, Any]:
    """One process that sends beside two, server and all on every processor there is."""
    with serving("benchmarks.plain_server") as url:
        pairs = [(_ours(url), _ours(url, processes=2)) for _ in range(ROUNDS)]
    one, two = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
    return {
        "rounds": ROUNDS,
        "one_per_second": round(one),
        "two_per_second": round(two),
        "times": round(two / one, 2),
        "every_round": [[round(value) for value in pair] for pair in pairs],
        "goal_times": GOAL_TIMES_ONE_PROCESS,
        "reached": two / one >= GOAL_TIMES_ONE_PROCESS,
    }


def _ours(url: str, processes: int = 1) -> float:
    """Requests a second that had their answer, of more than can be sent."""
    measured = _sent(url, MORE_THAN_ANY_PER_SECOND, processes)
    return measured.overall.finished / measured.measured_seconds


def _sent(url: str, rate: float, processes: int = 1) -> LoadResult:
    plan = LoadPlan(
        base_urls=(url,),
        journeys=(Journey(name="read", path="/", weight=1),),
        connections="pooled",
        rate_per_second=rate,
        duration_seconds=SECONDS,
        max_requests=1_000_000,
        max_in_flight=PLACES,
        processes=processes,
    )
    with tempfile.TemporaryDirectory(prefix="gonogo-bench-") as folder:
        measured = run_load(plan, Path(folder), SECONDS + STARTS_WITHIN_SECONDS)
    if measured.overall.failed:
        raise SystemExit(f"requests failed: {measured.overall.errors}, {measured.overall.statuses}")
    return measured


if __name__ == "__main__":
    print(json.dumps([beside_k6(), two_processes()], indent=2))

"""How many requests a second one processor sends: our recorder and k6 in turn, beside one server."""

from __future__ import annotations

import json
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
MORE_THAN_ANY_PER_SECOND = 60_000
STARTS_WITHIN_SECONDS = 60.0
GOAL_TIMES_K6 = 1.5
PUNCTUAL_SECONDS = 0.001
GOAL_TIMES_ONE_PROCESS = 1.3


def beside_k6() -> dict[str, Any]:
    """The generator on one processor, the server on another; medians of requests a second.

    k6 has as many users as ours has requests under way at most, which it sends more with than with a rate.
    """
    with _server_beside() as url, on_processor(0):
        pairs = [(_ours(url), k6.run(url, SECONDS, PLACES).rate_per_second) for _ in range(ROUNDS)]
    ours, theirs = _medians(pairs)
    return {
        "rounds": ROUNDS,
        "ours_per_second": round(ours),
        "k6_per_second": round(theirs),
        "times_k6": round(ours / theirs, 2),
        "every_round": _rounded(pairs),
        "goal_times": GOAL_TIMES_K6,
        "reached": ours / theirs >= GOAL_TIMES_K6,
    }


def punctual() -> dict[str, Any]:
    """How late ours sends at half of the most that it just sent, on one processor; medians."""
    with _server_beside() as url, on_processor(0):
        most = _ours(url)
        lags = [_sent(url, most / 2).health.schedule_lag for _ in range(ROUNDS)]
    names = ("p50", "p99", "p999", "max")
    found = {name: statistics.median(getattr(lag, f"{name}_seconds") for lag in lags) for name in names}
    return {
        "rounds": ROUNDS,
        "rate_per_second": round(most / 2),
        "lag_ms": {name: round(seconds * 1000, 3) for name, seconds in found.items()},
        "goal_p99_ms": PUNCTUAL_SECONDS * 1000,
        "reached": found["p99"] <= PUNCTUAL_SECONDS,
    }


def two_processes() -> dict[str, Any]:
    """One process that sends beside two, server and all on every processor there is."""
    with serving("benchmarks.plain_server") as url:
        pairs = [(_ours(url), _ours(url, processes=2)) for _ in range(ROUNDS)]
    one, two = _medians(pairs)
    return {
        "rounds": ROUNDS,
        "one_per_second": round(one),
        "two_per_second": round(two),
        "times": round(two / one, 2),
        "every_round": _rounded(pairs),
        "goal_times": GOAL_TIMES_ONE_PROCESS,
        "reached": two / one >= GOAL_TIMES_ONE_PROCESS,
    }


@contextmanager
def _server_beside() -> Iterator[str]:
    """The plain server on the second processor."""
    with on_processor(1), serving("benchmarks.plain_server") as url:
        yield url


def _medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    first, second = zip(*pairs, strict=True)
    return statistics.median(first), statistics.median(second)


def _rounded(pairs: list[tuple[float, float]]) -> list[list[int]]:
    return [[round(value) for value in pair] for pair in pairs]


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
    print(json.dumps([beside_k6(), punctual(), two_processes()], indent=2))

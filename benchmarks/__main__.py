"""`make bench`, `python -m benchmarks [NAME…]`: what gate and generator cost; `reports/out/bench.json`.

What the gate is worth, CI, the pipeline and the scan have commands of their own, which README's table names.

Wall times depend on the machine; ratios measured side by side in one run say more.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import accuracy, image, lint, open_loop, throughput, verdicts
from benchmarks.front import fronted
from benchmarks.release import released
from benchmarks.start_up import beside

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "reports" / "out"
PRIVATE = ("/metrics", "/docs", "/openapi.json")
SMOKE_RUNS = 5
TIMES_AS_FAST = 1.3
OFFLINE, OFFLINE_SECONDS = ("tests", "-n", "2"), 12.0
VERIFY_SECONDS = 240.0


def main(words: Sequence[str] | None = None) -> int:
    """Measure what is named, or all; 1 where a figure is over its goal or could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="What the gate costs here.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {'; '.join(MEASURES)}")
    wanted = parser.parse_args(words).names or list(MEASURES)
    if unknown := [name for name in wanted if name not in MEASURES]:
        parser.error(f"no such benchmark: {'; '.join(unknown)}. There are: {'; '.join(MEASURES)}")
    OUT.mkdir(parents=True, exist_ok=True)
    figures = {name: _measured(name, MEASURES[name]) for name in wanted}
    (OUT / "bench.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    missed = [name for name, figure in figures.items() if not figure["reached"]]
    print(f"wrote reports/out/bench.json; goals missed: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


def _measured(name: str, measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    print(f"{name} …", flush=True)
    figure = measure()
    print(f"  {json.dumps(figure)}", flush=True)
    return figure


def smoke() -> dict[str, Any]:
    """Whole-process wall time of smoke on a live URL, median of five."""
    with released() as release, fronted(release, PRIVATE) as (url, _):
        words = ("suites", "-m", "smoke", f"--target={url}", f"--replica={release}")
        seconds = [_timed(*words) for _ in range(SMOKE_RUNS)]
    return _figure(seconds, goal_seconds=1.5) | {"rules": _rules()}


def smoke_beside_an_import() -> dict[str, Any]:
    """The command's smoke of a live URL, how many times an import of what it stands on."""
    with released() as release, fronted(release, PRIVATE) as (url, _):
        words = ("smoke", url, f"--replica={release}", f"--contract={ROOT / 'release.yaml'}", f"--out={OUT}")
        return beside((sys.executable, "-m", "gonogo", *words), goal_times=3.0) | {"rules": _rules()}


def rules_beside_an_import() -> dict[str, Any]:
    """The command's list of rules, how many times that import."""
    return beside((sys.executable, "-m", "gonogo", "rules"), goal_times=1.5)


def offline_tests() -> dict[str, Any]:
    """Whole-process wall time of the offline tests by two workers, once."""
    return _figure([_timed(*OFFLINE)], goal_seconds=OFFLINE_SECONDS)


def verify() -> dict[str, Any]:
    """Wall time of `make verify` with the images built, once."""
    began = time.monotonic()
    done = subprocess.run(["make", "verify"], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    return _figure([_checked(done.returncode, began)], goal_seconds=VERIFY_SECONDS) | {"rules": _rules()}


def two_workers() -> dict[str, Any]:
    """The whole verdict by one process and by two, one after the other; how many times as fast."""
    whole = ("suites", "--target=compose")
    one, two = _timed(*whole, "-n", "0"), _timed(*whole, "-n", "2")
    return {
        "one_seconds": round(one, 1),
        "two_seconds": round(two, 1),
        "times_as_fast": round(one / two, 2),
        "goal_times": TIMES_AS_FAST,
        "reached": one / two >= TIMES_AS_FAST,
    }


def rebuild() -> dict[str, Any]:
    """Seconds to build the production image again after a change of its source, median of three."""
    return _figure(image.rebuilds(), goal_seconds=image.GOAL_SECONDS)


def set_up() -> dict[str, Any]:
    """Wall time of `make setup` with everything there, once."""
    began = time.monotonic()
    done = subprocess.run(["make", "setup"], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
    return _figure([_checked(done.returncode, began)], goal_seconds=5.0)


def coordinated_omission() -> dict[str, Any]:
    """The same stalling server under a closed loop and under our recorder, which has to see more of it."""
    found = open_loop.measure()
    closed, ours = found["locust_constant_throughput"], found["gonogo_recorder"]
    seen = ours["sent"] == ours["planned"] and ours["above_100_ms"] > 2 * closed["above_100_ms"]
    return found | {"reached": seen}


MEASURES: dict[str, Callable[[], dict[str, Any]]] = {
    "set-up with everything there": set_up,
    "smoke on a live URL": smoke,
    "smoke beside an import": smoke_beside_an_import,
    "list of rules beside an import": rules_beside_an_import,
    "lint-metrics beside promtool": lint.beside_promtool,
    "pytest tests, offline": offline_tests,
    "make verify": verify,
    "two workers beside one": two_workers,
    "production image": image.size,
    "production image after a change": rebuild,
    "open loop beside a closed one": coordinated_omission,
    "good releases refused for latency, simulated": verdicts.false_alarms,
    "requests a second beside k6": throughput.beside_k6,
    "punctual at half of the most": throughput.punctual,
    "two processes that send beside one": throughput.two_processes,
    "quantiles of a server that stalls, beside k6": accuracy.measure,
}


def _timed(*words: str) -> float:
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        env=os.environ,
        check=False,
    )
    return _checked(done.returncode, began)


def _rules() -> int:
    """Count the rules of the verdict that was left last."""
    said = json.loads((OUT / "verdict.json").read_text(encoding="utf-8"))
    return len(said["scope"]["selected"])


def _checked(status: int, began: float) -> float:
    """Return the seconds since; a run that failed has no figure."""
    seconds = time.monotonic() - began
    if status:
        raise SystemExit(f"a measured command ended with {status}: mend it before measuring")
    return seconds


def _figure(seconds: list[float], goal_seconds: float) -> dict[str, Any]:
    median = statistics.median(seconds)
    return {
        "median_seconds": round(median, 2),
        "runs_seconds": [round(value, 2) for value in seconds],
        "goal_seconds": goal_seconds,
        "reached": median <= goal_seconds,
    }


if __name__ == "__main__":
    sys.exit(main())

"""`gonogo lint-metrics` beside `promtool check metrics` on one exposition, in turn, whole processes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.setup import base, images
from deploy.setup.commands import ROOT

FAMILIES, SERIES = 251, 400
ROUNDS = 5
GOAL_TIMES = 1.2
ADVISED = 3
"""How promtool ends where it has advice and no error."""


def beside_promtool(rounds: int = ROUNDS) -> dict[str, Any]:
    """Read the same file by both, and once before; promtool in a container that runs already."""
    with tempfile.TemporaryDirectory() as folder, _promtool() as theirs:
        file = Path(folder) / "metrics.txt"
        file.write_text(exposition(FAMILIES, SERIES), encoding="ascii")
        ours = (sys.executable, "-m", "gonogo", "lint-metrics", str(file))
        _took(ours, file), _took(theirs, file)
        pairs = [(_took(ours, file), _took(theirs, file)) for _ in range(rounds)]
    mine, their = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
    return {
        "samples": FAMILIES * SERIES,
        "rounds": rounds,
        "median_seconds": round(mine, 2),
        "promtool_seconds": round(their, 2),
        "wall_times": round(mine / their, 2),
        "goal_times": GOAL_TIMES,
        "reached": mine / their <= GOAL_TIMES,
    }


def exposition(families: int, series: int) -> str:
    """Return a good exposition in the text format: counters with two labels."""
    return "".join(line for number in range(families) for line in _family(number, series))


def _family(number: int, series: int) -> Iterator[str]:
    name = f"bench_requests_{number}_total"
    yield f"# HELP {name} Requests of kind {number}.\n# TYPE {name} counter\n"
    for one in range(series):
        yield f'{name}{{route="/{one % 20}",status="{200 + one // 20}"}} {one + number}\n'


@contextmanager
def _promtool() -> Iterator[tuple[str, ...]]:
    """Yield the words that run it on standard input, as the stack's own image has it."""
    [image] = [one for one in images.IMAGES if one.name == "prometheus"]
    reference = images.references(base.reference())[image]
    start = ["docker", "run", "--detach", "--rm", "--network=none", "--entrypoint=sleep", reference, "900"]
    started = subprocess.run(start, capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    try:
        yield ("docker", "exec", "--interactive", started, "promtool", "check", "metrics")
    finally:
        subprocess.run(["docker", "rm", "--force", started], capture_output=True, check=False, timeout=60)


def _took(command: Sequence[str], file: Path) -> float:
    with file.open("rb") as body:
        began = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, stdin=body, capture_output=True, check=False)
        took = time.monotonic() - began
    if done.returncode not in (0, ADVISED):
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: mend it before measuring")
    return took

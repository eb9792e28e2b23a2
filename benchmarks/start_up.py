"""A command beside an import of what it stands on, in turn: whole processes, wall and processor time."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 6
IMPORT = (sys.executable, "-c", "import pytest, requests, pydantic, yaml")


class Took(NamedTuple):
    """Seconds of one process: by the clock, and of the processor, its children's included."""

    wall: float
    processor: float


def beside(command: Sequence[str], goal_times: float, rounds: int = ROUNDS) -> dict[str, Any]:
    """Run both in turn, and each once before, so that both find bytecode; medians, and their ratio."""
    _took(IMPORT), _took(command)
    pairs = [(_took(IMPORT), _took(command)) for _ in range(rounds)]
    bare, ours = (_medians([pair[place] for pair in pairs]) for place in (0, 1))
    times = ours.wall / bare.wall
    return {
        "rounds": rounds,
        "wall_seconds": round(ours.wall, 2),
        "import_wall_seconds": round(bare.wall, 2),
        "wall_times": round(times, 2),
        "processor_seconds": round(ours.processor, 2),
        "import_processor_seconds": round(bare.processor, 2),
        "processor_times": round(ours.processor / bare.processor, 2),
        "goal_times": goal_times,
        "reached": times <= goal_times,
    }


def _medians(took: list[Took]) -> Took:
    return Took(*(statistics.median(each) for each in zip(*took, strict=True)))


def _took(command: Sequence[str]) -> Took:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, began = _processor(), time.monotonic()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=environment, check=False)
    took = Took(time.monotonic() - began, _processor() - before)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: mend it before measuring")
    return took


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

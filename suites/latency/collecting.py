"""Whether a heap that grows has been collected yet: until then it keeps whatever was asked for. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from gonogo.suites.latency.observations.soak import Part

LAZY = ("JVM", ".NET")
"""Runtimes whose first collection may come after as much as a machine has room for."""
_LITTLE, _LEAST_BYTES = 0.25, 1 << 20
_ENOUGH = 2  # after one of them a heap may still be filled for the first time at its new size


def uncollected(parts: Sequence[Part], process: str) -> str:
    """Return why growth of this process's memory shows no leak, empty where it may."""
    if not process:
        return ""  # files and threads are for nobody to collect
    counted = _collected(parts)
    if counted is not None:
        return "" if counted >= _ENOUGH else f"its runtime has collected {counted} times in all of them"
    course = next((one for one in parts[-1].courses if one.process == process), None)
    if course is None or course.runtime not in LAZY or _reuses(course.memory_bytes):
        return ""
    return f"the {course.runtime} tells nobody whether it has collected"


def _reuses(memory: Sequence[int]) -> bool:
    """Whether some blocks took next to nothing, and later ones more again.

    A heap that is filled for the first time takes as much for each block, and nothing once it is full.
    """
    steps = [later - earlier for earlier, later in pairwise(memory)]
    if not steps:
        return False
    little = max(_LEAST_BYTES, _LITTLE * median(sorted(steps)[len(steps) // 2 :]))
    last = max((n for n, step in enumerate(steps) if step > little), default=0)
    return sum(step <= little for step in steps[:last]) >= _ENOUGH


def _collected(parts: Sequence[Part]) -> int | None:
    """Return the collections of the exposition that tells of the fewest, None where none tells of any."""
    sources = [[part.collections[n] for part in parts] for n in range(_known(parts))]
    return min((source[-1][-1] - source[0][0] for source in sources), default=None)


def _known(parts: Sequence[Part]) -> int:
    """Return how many expositions told it in each part."""
    return min((len(part.collections) for part in parts), default=0)

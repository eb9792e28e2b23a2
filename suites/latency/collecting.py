"""Whether a heap that grows has been collected yet: until then it keeps whatever was asked for. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.suites.latency.observations.soak import Course, Part

LAZY = ("JVM", ".NET")
"""Runtimes whose first collection may come after as much as a machine has room for."""
_ENOUGH = 2  # after one of them a heap may still be filled for the first time at its new size


def uncollected(parts: Sequence[Part], process: str) -> str:
    """Return why growth of this process's memory shows no leak, empty where it may."""
    if not process:
        return ""  # files and threads are for nobody to collect
    counted = _collected(parts)
    if counted is not None:
        return "" if counted >= _ENOUGH else f"its runtime has collected {counted} times in all of them"
    runtime = next((one.runtime for one in _courses(parts) if one.process == process), "")
    return f"the {runtime} tells nobody whether it has collected" if runtime in LAZY else ""


def _collected(parts: Sequence[Part]) -> int | None:
    """Return the collections of the exposition that tells of the fewest, None where none tells of any."""
    sources = [[part.collections[n] for part in parts] for n in range(_known(parts))]
    return min((source[-1][-1] - source[0][0] for source in sources), default=None)


def _known(parts: Sequence[Part]) -> int:
    """Return how many expositions told it in each part."""
    return min((len(part.collections) for part in parts), default=0)


def _courses(parts: Sequence[Part]) -> list[Course]:
    return [course for part in parts for course in part.courses]

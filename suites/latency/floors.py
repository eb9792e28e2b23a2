"""Whether the floor rises under a saw or from stair to stair: what a collector leaves each time. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

from gonogo.contract.soak import Soak
from gonogo.suites.latency.growth import Growth, growth_of_memory, slope
from gonogo.suites.latency.observations.soak import Course, Part

_FEWEST_PARTS = 6  # a cache that is full after two of them has been at rest for four
_LEAST_BYTES = 1 << 20  # allocators give memory back in pieces of up to this size
_MOST, _STEADY, _LATEST = 0.75, 0.5, 2


def floor_growth(parts: Sequence[Part], soak: Soak) -> list[Growth]:
    """Return the processes whose floor has risen by more than any two points of a saw can lie apart.

    All parts are looked at as one: a saw with a flat floor never gets farther from where it was than one
    tooth, which is at most the largest fall that was read and what one block may have added before it.
    """
    allowed = soak.memory_bytes_per_request or math.inf
    whole = [part for part in parts if part.sent >= soak.requests]
    if len(whole) < _FEWEST_PARTS:
        return []
    found = [(courses, floor_rate(whole, courses, allowed)) for courses in through(whole)]
    return [
        growth_of_memory(courses[0], courses[-1], sum(part.sent for part in whole), rate)
        for courses, rate in found
        if rate and _rise(_floors(courses)) > _tooth(courses) + _LEAST_BYTES
    ]


def may_rise(parts: Sequence[Part], soak: Soak) -> bool:
    """Whether more requests can show that a floor rises; one part alone shows falls, or more than before."""
    allowed = soak.memory_bytes_per_request or math.inf
    return any(
        _may_rise(parts, courses, allowed) for courses in (through(parts) if allowed < math.inf else ())
    )


def through(parts: Sequence[Part]) -> list[tuple[Course, ...]]:
    """Return the courses of each process whose memory was read in every part."""
    named = [{course.process: course for course in part.courses if course.memory_bytes} for part in parts]
    lived = [name for name in (named[0] if named else ()) if all(name in courses for courses in named)]
    return [tuple(courses[name] for courses in named) for name in lived]


def floor_rate(parts: Sequence[Part], courses: Sequence[Course], allowed: float) -> float:
    """Return the bytes a request by which the floor rises, 0 where it does not, or comes to rest.

    The lowest readings of most parts lie above those of the part before, and the latest by about as much as
    the others: a cache, a compiler or a pool adds ever less.
    """
    if _range(courses[-1]) <= allowed * parts[-1].sent / 2:
        return 0.0
    floors = _floors(courses)
    steps = [later - earlier for earlier, later in pairwise(floors)]
    latest, rate = steps[-_LATEST:], _rate(parts, floors)
    most = sum(step > 0 for step in steps) >= _MOST * len(steps)
    steady = sum(latest) / len(latest) >= _STEADY * sum(steps) / len(steps) > 0
    return rate if most and steady and rate > allowed else 0.0


def _may_rise(parts: Sequence[Part], courses: Sequence[Course], allowed: float) -> bool:
    memory, floors = courses[0].memory_bytes, _floors(courses)
    if len(parts) == 1:
        return min(_steps(courses)) < -_LEAST_BYTES or memory[-1] - memory[0] > allowed * parts[0].sent
    return floors[-1] > floors[0] and _rate(parts, floors) > allowed


def _rate(parts: Sequence[Part], floors: Sequence[int]) -> float:
    return slope(list(accumulate(part.sent for part in parts)), floors)


def _floors(courses: Sequence[Course]) -> list[int]:
    return [min(course.memory_bytes) for course in courses]


def _steps(courses: Sequence[Course]) -> list[int]:
    read = list(chain.from_iterable(course.memory_bytes for course in courses))
    return [later - earlier for earlier, later in pairwise(read)]


def _range(course: Course) -> int:
    return max(course.memory_bytes) - min(course.memory_bytes)


def _tooth(courses: Sequence[Course]) -> int:
    steps = _steps(courses)
    return max(0, -min(steps)) + max(0, *steps)


def _rise(floors: Sequence[int]) -> int:
    return floors[-1] - floors[0]

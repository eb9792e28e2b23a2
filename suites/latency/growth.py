"""Whether what a process holds grows with each request, or came to rest. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import median

from gonogo.contract.soak import Soak
from gonogo.suites.latency.observations.soak import Course, Part

_FEWEST_READINGS = 5
_LEAST_BYTES = 1 << 20  # allocators take memory in pieces of up to this size
_RISING = 0.75
_NOISES = 4.0


@dataclass(frozen=True)
class Growth:
    """What of a process grew, and by how much; ``process`` is whose memory it is."""

    what: str
    much: str
    process: str = ""


def memory_growth(part: Part, soak: Soak) -> list[Growth]:
    """Return the processes that keep more of each request than is allowed."""
    allowed = soak.memory_bytes_per_request or math.inf
    kept = [(course, leak(part.requests, course.memory_bytes, allowed)) for course in part.courses]
    return [growth_of_memory(course, course, part.sent, rate) for course, rate in kept if rate]


def count_growth(part: Part, soak: Soak, *, ran_out: bool = False) -> list[Growth]:
    """Return what there is more of than is allowed; what ran out cannot have grown to the end."""
    allowed = soak.descriptors or math.inf
    return [
        Growth(what, f"{counts[0]} before, {counts[-1]} after {part.sent} requests")
        for what, counts in _counts(part)
        if stayed(counts, allowed, ran_out=ran_out)
    ]


def growth_of_memory(first: Course, last: Course, sent: int, rate: float) -> Growth:
    """Return the growth of one process from its first reading to its last."""
    before, after = (value / 2**20 for value in (first.memory_bytes[0], last.memory_bytes[-1]))
    much = f"{rate:,.0f} bytes a request: {before:.1f} MiB before, {after:.1f} MiB after {sent} of them"
    return Growth(f"memory of {first.process}", much, first.process)


def leak(requests: Sequence[int], memory: Sequence[int], allowed: float) -> float:
    """Return the bytes kept of each request where they are a leak, else 0.

    They are one where the robust slope and that of each half are over what is allowed, most blocks rise, and
    all of them together rise by more than single readings lie beside the line.
    """
    if len(memory) < _FEWEST_READINGS:
        return 0.0
    found, middle = slope(requests, memory), len(memory) // 2
    halves = [_rise(requests[half], memory[half]) for half in (slice(middle + 1), slice(middle, None))]
    rising = [later > earlier for earlier, later in pairwise(memory)]
    enough = max(_LEAST_BYTES, _NOISES * _scatter(requests, memory, found))
    sure = sum(rising) >= _RISING * len(rising) and memory[-1] - memory[0] > enough
    return found if sure and min(found, *halves) > allowed else 0.0


def stayed(counts: Sequence[int], allowed: float, *, ran_out: bool = False) -> bool:
    """Whether a count has grown by more than is allowed, and in the later half as well."""
    if len(counts) < 2 or counts[-1] - counts[0] <= allowed:
        return False
    return ran_out or counts[-1] - counts[len(counts) // 2] > allowed / 4


def slope(places: Sequence[float], values: Sequence[float]) -> float:
    """Return the median slope of all pairs (Theil 1950, Sen 1968): a quarter of them may be anything."""
    pairs = combinations(zip(places, values, strict=True), 2)
    return median((later - earlier) / (to - since) for (since, earlier), (to, later) in pairs)


def _rise(places: Sequence[int], values: Sequence[int]) -> float:
    return (values[-1] - values[0]) / (places[-1] - places[0])


def _scatter(places: Sequence[int], values: Sequence[int], rate: float) -> float:
    """Return the median distance from the line of that slope."""
    about = [value - rate * place for place, value in zip(places, values, strict=True)]
    centre = median(about)
    return median(abs(each - centre) for each in about)


def _counts(part: Part) -> Iterator[tuple[str, tuple[int, ...]]]:
    yield "processes of the release", part.processes
    for course in part.courses:
        yield f"open files and sockets of {course.process}", course.descriptors
        yield f"threads of {course.process}", course.threads

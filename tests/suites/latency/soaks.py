"""Soaks of one process, as the rules on them see them: 800 requests in eight blocks."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.suites.latency.observations.soak import Course, Part, Soaked
from tests.judging import contract
from tests.suites.latency.examples import JOURNEY

MIB = 1 << 20
REQUESTS = tuple(range(0, 801, 100))
PROMISED = {"requests": 800, "memory_bytes_per_request": 4096, "descriptors": 20}
CONTRACT = contract(latency={"journeys": [JOURNEY], "soak": PROMISED})
FLAT = (80 * MIB,) * 9


def rising(bytes_a_request: int, start: int = 80 * MIB) -> tuple[int, ...]:
    """A process that keeps so much of each request."""
    return tuple(start + bytes_a_request * sent for sent in REQUESTS)


def part(
    memory: Sequence[int] = FLAT, descriptors: Sequence[int] = (12,) * 9, threads: Sequence[int] = (5,) * 9
) -> Part:
    course = Course("shop-1, process 7", tuple(memory), tuple(descriptors), tuple(threads))
    return Part(REQUESTS, (course,), (1,) * 9)


def soaked(*parts: Part, **changed: object) -> Soaked:
    made = Soaked(parts or (part(),), 900, {}, 4.0)
    return Soaked(**{**vars(made), **changed})

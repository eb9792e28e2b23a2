"""Journeys that a first contract may promise: what the service's own document gives examples for."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gonogo.init.asking import Asked
from gonogo.init.operations import Operation, operations_of
from gonogo.init.posture import is_there

MOST, ASKED = 3, 20
"""So many journeys at most, and so many requests to measure each."""
_LOOKED_AT = 12
_TIMES = 3.0
_LEAST_P50, _LEAST_P95 = 0.1, 0.5
"""What a busy machine adds to a quick answer is no fault of the service."""
_SLOWEST_SECONDS = 1.0
_LARGEST_BYTES = 1_000_000
_LIMITS = ("ratelimit", "ratelimit-limit", "x-ratelimit-limit", "x-rate-limit-limit", "retry-after")


@dataclass(frozen=True)
class FoundJourney:
    """A path that was answered with 200 each time, and how quickly."""

    path: str
    median_seconds: float
    slowest_seconds: float
    needs_data: bool

    @property
    def budgets(self) -> dict[str, float]:
        """Three times what was seen, and at least what a busy machine adds."""
        return {
            "p50": _rounded(max(_LEAST_P50, _TIMES * self.median_seconds)),
            "p95": _rounded(max(_LEAST_P95, _TIMES * self.slowest_seconds)),
        }


@dataclass(frozen=True)
class FoundJourneys:
    """The journeys; ``limit`` says which limit on requests was seen, with which none is drafted."""

    journeys: tuple[FoundJourney, ...] = ()
    limit: str = ""


def find_journeys(asked: Asked, document: Mapping[str, Any], taken: set[str]) -> FoundJourneys:
    """Measure the first few operations of a document that are answered, but for paths that are taken."""
    listed = [one for one in operations_of(document, asked.url) if one.path not in taken][:_LOOKED_AT]
    asked.all(one.path for one in listed)
    there = [one for one in listed if _is_fit(asked, one)]
    if there and (limit := _limit(asked)):
        return FoundJourneys(limit=limit)
    found: list[FoundJourney] = []
    for operation in there:
        if len(found) < MOST and (measured := _measured(asked, operation)):
            found.append(measured)
    return FoundJourneys(tuple(found))


def _is_fit(asked: Asked, operation: Operation) -> bool:
    answer = asked.get(operation.path)
    small = len(answer.body) <= _LARGEST_BYTES and not answer.truncated
    return is_there(asked, operation.path) and small and answer.media_type != "text/event-stream"


def _limit(asked: Asked) -> str:
    """Say which limit answers state, or that one was met already: nobody knows what it leaves for a load."""
    for path, answer in asked.answers.items():
        if answer.status == 429:
            return f"{path} answered 429"
        for name in _LIMITS:
            if value := answer.header(name):
                return f"{path} states {name}: {value}"
    return ""


def _measured(asked: Asked, operation: Operation) -> FoundJourney | None:
    """Ask one after the other; None where an answer was not 200, or too slow for a first promise."""
    seconds: list[float] = []
    for _ in range(ASKED):
        answer = asked.again(operation.path)
        if answer.status != 200 or answer.error or answer.seconds > _SLOWEST_SECONDS:
            return None
        seconds.append(answer.seconds)
    return FoundJourney(operation.path, statistics.median(seconds), max(seconds), operation.needs_data)


def _rounded(seconds: float) -> float:
    """Round up to five hundredths."""
    return math.ceil(round(seconds * 20, 6)) / 20

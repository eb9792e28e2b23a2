"""One load that was sent in parts, one after the other, as one result."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from operator import add
from typing import Any, TypeVar

from gonogo.loadtests.histogram import merged
from gonogo.loadtests.result import (
    GeneratorHealth,
    JourneyResult,
    LoadResult,
    Quantiles,
    TimelineSecond,
)

_T = TypeVar("_T", JourneyResult, GeneratorHealth)
_MOST = ("peak_in_flight", "cpu_fraction")


def join(first: LoadResult, second: LoadResult) -> LoadResult:
    """Join two parts of one plan: counts add up, histograms too, and the second's seconds follow the first's.

    The pause and the warm-up between them are left out, and turns as well, which stay each part's own. What
    ended the second part early ended the whole.
    """
    duration = first.duration_seconds + second.duration_seconds
    measured = first.measured_seconds + second.measured_seconds
    return replace(
        first,
        completed=first.completed and second.completed,
        stopped_by=first.stopped_by or second.stopped_by,
        duration_seconds=duration,
        measured_seconds=measured,
        health=_health(first.health, second.health, duration, measured),
        overall=_added(first.overall, second.overall),
        journeys=tuple(
            _journey(one, second.journey(one.name), math.ceil(first.duration_seconds))
            for one in first.journeys
        ),
        timeline=_timeline(first.timeline, second.timeline),
    )


def _health(
    first: GeneratorHealth, second: GeneratorHealth, duration: float, measured: float
) -> GeneratorHealth:
    both = _added(first, second)
    return replace(
        both,
        planned_rate_per_second=both.planned / duration,
        achieved_rate_per_second=both.started / measured if measured else 0.0,
        **{name: max(getattr(first, name), getattr(second, name)) for name in _MOST},
    )


def _journey(first: JourneyResult, second: JourneyResult, after: int) -> JourneyResult:
    later = tuple(replace(row, second=row.second + after) for row in second.seconds)
    return replace(_added(first, second), seconds=first.seconds + later, turns=())


def _added(first: _T, second: _T) -> _T:
    """Add every count and every histogram; what is neither stays the first's."""
    changed: dict[str, Any] = {}
    for field in fields(first):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if (combine := _HOW.get(type(one))) is not None:
            changed[field.name] = combine(one, other)
    return replace(first, **changed)


def _counts(first: dict[str, int], second: dict[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(first) + Counter(second)).items()))


_HOW: dict[type, Callable[[Any, Any], Any]] = {int: add, dict: _counts, Quantiles: merged}


def _timeline(
    first: tuple[TimelineSecond, ...], second: tuple[TimelineSecond, ...]
) -> tuple[TimelineSecond, ...]:
    """Set the second's rows behind the first's, whose last ones may have drained what was left."""
    after = first[-1].second + 1 if first else 0
    return first + tuple(replace(row, second=row.second + after) for row in second if row.second >= 0)

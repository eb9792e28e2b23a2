"""The run second by second, in memory bounded by what is under way."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from gonogo.loadtests.result import JourneyMoment, TimelineSecond

_Moments = tuple[float | None, float | None, float | None]
_SILENT: _Moments = (None, None, None)


@dataclass(slots=True)
class _Second:
    planned: int = 0
    started: int = 0
    finished: int = 0
    failed: Counter[int] = field(default_factory=Counter)
    dropped: int = 0
    answered: int = 0
    latencies: "dict[int, array[float]] | None" = field(default_factory=dict)
    quantiles: _Moments = _SILENT
    of_journeys: dict[int, _Moments] = field(default_factory=dict)

    def settle(self) -> None:
        """Reduce the latencies of this second's arrivals to three numbers, and to three of each journey."""
        ordered = {journey: sorted(found) for journey, found in (self.latencies or {}).items()}
        self.latencies = None
        self.of_journeys = {journey: _moments(found) for journey, found in ordered.items()}
        self.quantiles = _moments(sorted(chain.from_iterable(ordered.values())))  # of sorted runs: quick


class Timeline:
    """Counts by second; a second's latencies are kept only until all of its arrivals are settled."""

    def __init__(self, intended: Iterable[float], journeys: int = 1) -> None:
        self._journeys = journeys
        self._seconds: defaultdict[int, _Second] = defaultdict(_Second)
        for second in intended:
            self._at(second).planned += 1

    def started(self, now: float) -> None:
        """A request was sent at `now`, in seconds from the first second that counts."""
        self._at(now).started += 1

    def dropped(self, intended: float) -> None:
        """The arrival intended at this second was not sent."""
        self._at(intended).dropped += 1
        self._settled(self._at(intended))

    def finished(self, intended: float, now: float, *, failed: bool, journey: int = 0) -> None:
        """The arrival of a journey, by its place in the plan, intended at one second finished at another."""
        then = self._at(now)
        then.finished += 1
        if failed:
            then.failed[journey] += 1
        cohort = self._at(intended)
        if cohort.latencies is not None:
            found = cohort.latencies.get(journey)
            if found is None:
                found = cohort.latencies[journey] = array("d")
            found.append(now - intended)
        self._settled(cohort)

    def rows(self) -> tuple[TimelineSecond, ...]:
        """Every second in order, silent ones too."""
        return tuple(self._row(number) for number in range(min(self._seconds), max(self._seconds) + 1))

    def _at(self, second: float) -> _Second:
        return self._seconds[math.floor(second)]

    def _settled(self, second: _Second) -> None:
        second.answered += 1
        if second.answered == second.planned:
            second.settle()

    def _row(self, number: int) -> TimelineSecond:
        second = self._seconds[number]
        if second.latencies is not None:
            second.settle()
        p50, p95, worst = second.quantiles
        return TimelineSecond(
            second=number,
            planned=second.planned,
            started=second.started,
            finished=second.finished,
            failed=second.failed.total(),
            dropped=second.dropped,
            p50_seconds=p50,
            p95_seconds=p95,
            max_seconds=worst,
            journeys=tuple(_moment(second, journey) for journey in range(self._journeys)),
        )


def _moment(second: _Second, journey: int) -> JourneyMoment:
    p50, p95, worst = second.of_journeys.get(journey, _SILENT)
    return JourneyMoment(failed=second.failed[journey], p50_seconds=p50, p95_seconds=p95, max_seconds=worst)


def _moments(ordered: list[float]) -> _Moments:
    return (_quantile(ordered, 0.5), _quantile(ordered, 0.95), ordered[-1]) if ordered else _SILENT


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]

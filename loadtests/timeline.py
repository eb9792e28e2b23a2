"""The run second by second, in memory bounded by what is under way."""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gonogo.loadtests.result import TimelineSecond


@dataclass(slots=True)
class _Second:
    planned: int = 0
    started: int = 0
    finished: int = 0
    failed: int = 0
    dropped: int = 0
    answered: int = 0
    latencies: "array[float] | None" = field(default_factory=lambda: array("d"))
    quantiles: tuple[float | None, float | None, float | None] = (None, None, None)

    def settle(self) -> None:
        """Reduce the latencies of this second's arrivals to three numbers."""
        ordered = sorted(self.latencies or ())
        self.latencies = None
        if ordered:
            self.quantiles = (_quantile(ordered, 0.5), _quantile(ordered, 0.95), ordered[-1])


class Timeline:
    """Counts by second; a second's latencies are kept only until all of its arrivals are settled."""

    def __init__(self, intended: Iterable[float]) -> None:
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

    def finished(self, intended: float, now: float, *, failed: bool) -> None:
        """The arrival intended at one second finished at another."""
        then = self._at(now)
        then.finished += 1
        then.failed += failed
        cohort = self._at(intended)
        if cohort.latencies is not None:
            cohort.latencies.append(now - intended)
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
            failed=second.failed,
            dropped=second.dropped,
            p50_seconds=p50,
            p95_seconds=p95,
            max_seconds=worst,
        )


def _quantile(ordered: list[float], share: float) -> float:
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)]

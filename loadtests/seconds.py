"""One journey second by second of intended start: how many arrivals took longer than each of its limits."""

import math
from collections import defaultdict

from gonogo.loadtests.outcome import Outcome
from gonogo.loadtests.result import Exceeded, JourneySecond

POPULATIONS = ("latency", "latency_expected", "punctual", "punctual_expected", "surely")


class _Second:
    __slots__ = ("expected", "finished", "own_errors", "planned", "punctual", "punctual_expected")

    def __init__(self) -> None:
        self.planned = self.finished = self.expected = self.own_errors = 0
        self.punctual = self.punctual_expected = 0


class JourneySeconds:
    """Counts by second, in memory that grows with the seconds alone; second 0 is the first that counts."""

    def __init__(self, limits_seconds: tuple[float, ...]) -> None:
        self._limits = limits_seconds
        self._least = min(limits_seconds, default=math.inf)
        self._seconds: defaultdict[int, _Second] = defaultdict(_Second)
        self._over: defaultdict[tuple[int, float, str], int] = defaultdict(int)

    def planned(self, intended: float) -> None:
        """An arrival is due at this second."""
        self._at(intended).planned += 1

    def finished(self, intended: float, outcome: Outcome, latency: float, surely: float) -> None:
        """The arrival of this second has ended; ``surely`` is how long, less all lateness of ours."""
        second = self._at(intended)
        second.finished += 1
        second.expected += outcome.expected
        second.own_errors += outcome.is_own
        self._count(intended, latency, "latency")
        if not outcome.is_own:
            self._count(intended, surely, "surely")
        if outcome.expected:
            self._count(intended, latency, "latency_expected")

    def punctual(self, intended: float, outcome: Outcome, latency: float) -> None:
        """The same arrival was sent in time; its latency is less the generator's lateness."""
        if outcome.is_own:
            return
        second = self._at(intended)
        second.punctual += 1
        second.punctual_expected += outcome.expected
        self._count(intended, latency, "punctual")
        if outcome.expected:
            self._count(intended, latency, "punctual_expected")

    def rows(self) -> tuple[JourneySecond, ...]:
        """Every second in which an arrival was due, in order."""
        return tuple(self._row(number, second) for number, second in sorted(self._seconds.items()))

    def _at(self, intended: float) -> _Second:
        return self._seconds[math.floor(intended)]

    def _count(self, intended: float, seconds: float, population: str) -> None:
        if seconds <= self._least:  # nearly all are, and the generator has no time to lose
            return
        for limit in self._limits:
            if seconds > limit:
                self._over[math.floor(intended), limit, population] += 1

    def _row(self, number: int, second: _Second) -> JourneySecond:
        return JourneySecond(
            second=number,
            planned=second.planned,
            finished=second.finished,
            expected=second.expected,
            own_errors=second.own_errors,
            punctual=second.punctual,
            punctual_expected=second.punctual_expected,
            exceeded=tuple(self._exceeded(number, limit) for limit in self._limits),
        )

    def _exceeded(self, number: int, limit: float) -> Exceeded:
        counts = {name: self._over.get((number, limit, name), 0) for name in POPULATIONS}
        return Exceeded(limit_seconds=limit, **counts)

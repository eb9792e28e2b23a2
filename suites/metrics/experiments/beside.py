"""Ask for what is slow, and for what is quick while that is under way: each has a beginning of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from gonogo.instruments.cached import Headers, from_caches
from gonogo.instruments.probe.ask import Answer
from gonogo.instruments.waits import pause

SLOWER_SECONDS = 0.1
_SMALL_BYTES = 12_000  # what a first flight of packets holds: a larger body waits for the network
_SLOW_SECONDS = 2.0  # what takes longer is not asked for again
_ROUNDS = 3
_QUICK = 2  # beside each slow one
_LATE = 0.7  # of the slow one is over by then: whoever takes the other's beginning is off by most of it
_WELL = range(200, 400)  # wrong credentials and names sent many times are for a limit to refuse
Key = tuple[str, str]


class Got(NamedTuple):
    """What is kept of an answer: how long it took, None where none came whole."""

    seconds: float | None
    is_small: bool
    headers: Headers
    status: int | None

    @classmethod
    def of(cls, answer: Answer) -> Got:
        """Keep it."""
        small = answer.method == "GET" and len(answer.body) <= _SMALL_BYTES
        return cls(None if answer.error else answer.seconds, small, answer.headers, answer.status)


class Read(NamedTuple):
    """A small read that no cache gives: how to ask for it, and how long the quickest answer took alone."""

    key: Key
    ask: Callable[[], Got]
    status: int | None
    seconds: float

    def is_answered(self, got: list[Got]) -> bool:
        """Whether each came whole, and as it does when it is alone."""
        kept = any(from_caches(each.headers for each in got))
        return not kept and all(each.seconds is not None and each.status == self.status for each in got)


class Pair(NamedTuple):
    """A slow read, a quick one where one is known, and what the quickest of all takes on its way."""

    slow: Read
    quick: Read | None
    floor: float

    def surely(self, slowly: list[Got]) -> float:
        """Return for how long the service certainly had the slow ones; 0 with nothing to compare with."""
        took = [min(self.slow.seconds, each.seconds or 0.0) for each in slowly]
        return sum(seconds - self.floor for seconds in took) if self.floor else 0.0

    def ask(self, instead: Callable[[], Got]) -> tuple[list[Got], list[Got]] | None:
        """Return the slow answers and those beside them, None where it does not answer so many at once.

        ``instead`` is asked where no quick read is known.
        """
        slowly, quickly = list[Got](), list[Got]()
        beside = self.quick.ask if self.quick else instead
        for _ in range(_ROUNDS):
            with ThreadPoolExecutor(1) as pool:
                first = pool.submit(self.slow.ask)
                pause(_LATE * self.slow.seconds, "most of the slow request is over")
                quickly += [beside() for _ in range(_QUICK)]
            slowly.append(first.result())
            if not self.slow.is_answered(slowly) or not (
                self.quick is None or self.quick.is_answered(quickly)
            ):
                return None
        return slowly, quickly


def read(key: Key, got: list[Got], ask: Callable[[], Got]) -> Read | None:
    """Return what was read alone, unless an answer was large, a cache's, none, or another than the others."""
    seconds = [each.seconds for each in got if each.is_small and each.seconds is not None]
    if not got or len(seconds) < len(got):
        return None
    found = Read(key, ask, got[0].status, min(seconds))
    return found if found.is_answered(got) else None


def pair(reads: list[Read]) -> Pair | None:
    """Choose the slowest that is not too slow, and the quickest of another route."""
    floor = min(each.seconds for each in reads) if len(reads) > 1 else 0.0
    least, well = floor + SLOWER_SECONDS, [each for each in reads if each.status in _WELL]
    slow = max((r for r in well if least <= r.seconds <= _SLOW_SECONDS), key=_seconds, default=None)
    if slow is None:
        return None
    others = (r for r in well if r.key != slow.key and r.seconds <= slow.seconds / 4)
    return Pair(slow, min(others, key=_seconds, default=None), floor)


def _seconds(one: Read) -> float:
    return one.seconds

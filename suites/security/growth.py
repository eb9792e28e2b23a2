"""How the time of an answer grows with the size of what was sent. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from gonogo.suites.security.observations.hostile import Tried

_SQUARE = 1.5  # the exponent from which on growth is no noise: 1 is in proportion, 2 the square
_NOTABLE_SECONDS = 0.05  # below, what takes its time is the exchange and not the reading


def outgrown(tried: Tried, all_: Iterable[Tried]) -> Tried | None:
    """Return a smaller input of the same series and place, out of proportion to which the time has grown."""
    smaller = [one for one in all_ if one.series == tried.series and one.place == tried.place]
    smaller = [one for one in smaller if tried.series and one.size_bytes < tried.size_bytes]
    return next((one for one in smaller if _outgrows(one, tried)), None)


def is_notable(tried: Tried, all_: Iterable[Tried]) -> bool:
    """Whether more of it is worth sending: it was answered, and took longer than in proportion."""
    took = shortest(tried)
    return took is not None and took > _NOTABLE_SECONDS and outgrown(tried, all_) is not None


def shortest(tried: Tried) -> float | None:
    """Return the shortest time until an answer (s), None where one never came."""
    times = [once.seconds for once in tried.times]
    known = [seconds for seconds in times if seconds is not None]
    return min(known) if known and len(known) == len(times) else None


def _outgrows(small: Tried, large: Tried) -> bool:
    known, took = [once.seconds for once in small.times if once.seconds], shortest(large)
    if not known or took is None:
        return False
    return log(took / min(known)) >= _SQUARE * log(large.size_bytes / small.size_bytes)

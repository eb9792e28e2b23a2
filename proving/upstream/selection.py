"""Which pairs a run takes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from proving.selection import of_the_day
from proving.upstream.entries import Pair
from proving.upstream.result import Entries, is_current

PARTS = 10


def changed(pairs: Iterable[Pair], lock: Entries) -> list[Pair]:
    """Return the pairs that differ from the lock, or that it does not hold."""
    return [pair for pair in pairs if not is_current(pair, lock)]


def tenth(pairs: Iterable[Pair], day: dt.date) -> list[Pair]:
    """Return a tenth of the pairs; ten days in a row return each of them once."""
    return of_the_day(pairs, day, PARTS)

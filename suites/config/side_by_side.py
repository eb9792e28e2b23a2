"""Start a release in several wrong ways at a time: each start is alone, and most of it is imports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_AT_A_TIME = 4
_T = TypeVar("_T")


def side_by_side(starts: Iterable[Callable[[], _T]]) -> tuple[_T, ...]:
    """Do them, and return what came of each in their order; the first exception ends it."""
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        return tuple(begun.result() for begun in [pool.submit(start) for start in starts])

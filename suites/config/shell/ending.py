"""What a command does to the shell that runs it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto


class Ending(Enum):
    """It goes on, well or not, or it leaves a loop, a function or the shell."""

    WELL = auto()
    ILL = auto()
    BROKE = auto()
    RETURNED_WELL = auto()
    RETURNED_ILL = auto()
    LEFT_WELL = auto()
    LEFT_ILL = auto()


Endings = frozenset[Ending]
WELL, ILL = frozenset({Ending.WELL}), frozenset({Ending.ILL})
EITHER = WELL | ILL
LEAVES = {
    "exit": (Ending.LEFT_WELL, Ending.LEFT_ILL),
    "return": (Ending.RETURNED_WELL, Ending.RETURNED_ILL),
}
_WELL = {Ending.WELL, Ending.LEFT_WELL, Ending.RETURNED_WELL, Ending.BROKE}


def left(found: Iterable[Ending]) -> Endings:
    """Return the endings of a whole shell: its exit status alone is seen."""
    return frozenset(Ending.WELL if one in _WELL else Ending.ILL for one in found)


def turned(found: Endings) -> Endings:
    """Return them after a `!`."""
    return _each(found, {Ending.WELL: Ending.ILL, Ending.ILL: Ending.WELL})


def called(found: Endings) -> Endings:
    """Return them where a function is called."""
    return _each(found, {Ending.RETURNED_WELL: Ending.WELL, Ending.RETURNED_ILL: Ending.ILL})


def leaving(found: Endings) -> Endings:
    """Return them where the shell is replaced by the command."""
    return _each(found, {Ending.WELL: Ending.LEFT_WELL, Ending.ILL: Ending.LEFT_ILL})


def trapped(found: Endings) -> Endings:
    """Return them where the shell, as it is left, leaves well by itself."""
    return _each(found, {Ending.LEFT_ILL: Ending.LEFT_WELL})


def looped(found: Endings) -> Endings:
    """Return them after a loop."""
    return _each(found, {Ending.BROKE: Ending.WELL})


def _each(found: Endings, becomes: dict[Ending, Ending]) -> Endings:
    return frozenset(becomes.get(one, one) for one in found)

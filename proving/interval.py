"""A share with its exact 95 % interval, after Clopper and Pearson: what so many cases can tell."""

from __future__ import annotations

from collections.abc import Callable
from math import comb

_TAIL = 0.025
_STEPS = 60


def share(part: int, whole: int) -> str:
    """Say how many of how many, and between which shares the true one lies."""
    if not whole:
        return "0 of 0"
    low, high = interval(part, whole)
    between = f"95 % interval {100 * low:.1f} to {100 * high:.1f} %"
    return f"{part} of {whole} ({100 * part / whole:.1f} %, {between}, n = {whole})"


def interval(part: int, whole: int) -> tuple[float, float]:
    """Return the least and the greatest share under which so many of so many are not too rare."""
    low = 0.0 if part == 0 else _root(lambda p: _at_least(part, whole, p) < _TAIL)
    high = 1.0 if part == whole else _root(lambda p: 1 - _at_least(part + 1, whole, p) > _TAIL)
    return low, high


def _at_least(part: int, whole: int, probability: float) -> float:
    return sum(
        comb(whole, n) * probability**n * (1 - probability) ** (whole - n) for n in range(part, whole + 1)
    )


def _root(below: Callable[[float], bool]) -> float:
    """Return where ``below`` turns from true to false."""
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return low

"""What the drawings of latency share: a logarithmic axis of seconds, round values on it, and budgets."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_STEPS = (1, 2, 5)
_MOST_TICKS = 7
_LABEL_HEIGHT, _LABEL_WIDTH = 14, 150
_LEAST_SECONDS = 1e-6
"""The recorder's resolution: below it nothing is told apart."""


@dataclass(frozen=True)
class Tick:
    """A labelled place on an axis, in the drawing's units."""

    at: float
    label: str


@dataclass(frozen=True)
class Budget:
    """A budget's line: at this height, up to this place; its label begins ``indent`` behind the line."""

    at: float
    until: float
    label: str
    indent: int = 4


@dataclass(frozen=True)
class Scale:
    """Seconds from ``low`` to ``high`` between two heights of a drawing, whose zero is its upper edge."""

    low: float
    high: float
    top: float
    bottom: float

    @classmethod
    def over(cls, seconds: Iterable[float], top: float, bottom: float) -> Scale:
        """Return one that holds all of them, at least a factor of 1.5 high."""
        values = [max(each, _LEAST_SECONDS) for each in seconds]
        low, high = min(values) / 1.1, max(values) * 1.1
        return cls(low, max(high, 1.5 * low), top, bottom)

    def y(self, seconds: float) -> float:
        """Return the height of a number of seconds."""
        part = math.log10(max(seconds, self.low) / self.low) / math.log10(self.high / self.low)
        return round(self.bottom - (self.bottom - self.top) * part, 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Return 1, 2 and 5 times powers of ten, powers alone where that is too much."""
        powers = range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1)
        every = [step * 10.0**power for power in powers for step in _STEPS]
        shown = [value for value in every if self.low <= value <= self.high]
        if len(shown) > _MOST_TICKS:
            shown = [10.0**power for power in powers if self.low <= 10.0**power <= self.high]
        return tuple(Tick(self.y(value), duration(value)) for value in shown or (self.low, self.high))


def drawable(budgets: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the budgets that have a height, the largest first."""
    kept = [(name, seconds) for name, seconds in budgets if math.isfinite(seconds) and seconds > 0]
    return sorted(kept, key=lambda budget: -budget[1])


def lines(
    budgets: Iterable[tuple[str, float]], scale: Scale, until: Callable[[str], float]
) -> tuple[Budget, ...]:
    """Return a line for each; a label that would lie on the one above it stands beside that."""
    drawn: list[Budget] = []
    for name, seconds in budgets:
        at, above = scale.y(seconds), drawn[-1] if drawn else None
        indent = above.indent + _LABEL_WIDTH if above and at - above.at < _LABEL_HEIGHT else 4
        drawn.append(Budget(at, until(name), f"{name} {duration(seconds)}", indent))
    return tuple(drawn)


def duration(seconds: float) -> str:
    """Return seconds in three digits: ``1.5 s``, ``12 ms``."""
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"

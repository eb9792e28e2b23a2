"""A candidate's percentiles beside the baseline's, ready to draw: logarithmic axes, the tail stretched."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gonogo.core.evidence import LatencyPercentiles
from gonogo.reports.curve import Tick

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 12, 12, 26
_STEPS = (1, 2, 5)
_MOST_TICKS = 7


@dataclass(frozen=True)
class Percentiles:
    """The drawing: ``lines`` are (class, SVG points), ``budgets`` are places of horizontal lines."""

    lines: tuple[tuple[str, str], ...]
    budgets: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    summary: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT


def percentiles(value: LatencyPercentiles) -> Percentiles | None:
    """Draw what was answered; None where nothing was."""
    named = {
        "arm first": [(row.percent, row.first_seconds) for row in value.rows],
        "arm second": [(row.percent, row.second_seconds) for row in value.rows],
        "baseline": [(row.percent, row.baseline_seconds) for row in value.rows],
        "candidate": [(row.percent, row.candidate_seconds) for row in value.rows],
    }
    points = {
        name: [(percent, seconds) for percent, seconds in row if _is_drawable(percent, seconds)]
        for name, row in named.items()
    }
    seen = [seconds for row in points.values() for _, seconds in row if seconds]
    if not seen:
        return None
    budgets = [(name, seconds) for name, seconds in value.budgets if math.isfinite(seconds) and seconds > 0]
    low, high = _span([*seen, *(seconds for _, seconds in budgets)])
    last = max(percent for row in points.values() for percent, _ in row)

    def x(percent: float) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * _tail(percent) / (_tail(last) or 1.0), 1)

    def y(seconds: float) -> float:
        part = (math.log10(seconds) - math.log10(low)) / (math.log10(high) - math.log10(low))
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * part, 1)

    return Percentiles(
        lines=tuple(
            (name, " ".join(f"{x(percent)},{y(seconds or 0.0)}" for percent, seconds in row))
            for name, row in points.items()
        ),
        budgets=tuple(Tick(y(seconds), f"{name} {_duration(seconds)}") for name, seconds in budgets),
        x_ticks=tuple(Tick(x(percent), f"p{percent:g}") for percent in _named(value) if percent <= last),
        y_ticks=tuple(Tick(y(seconds), _duration(seconds)) for seconds in _round_values(low, high)),
        summary=f"{value.journey}: {value.tolerated_ratio:g} times the baseline is tolerated",
    )


def _is_drawable(percent: float, seconds: float | None) -> bool:
    return 0 <= percent < 100 and seconds is not None and math.isfinite(seconds) and seconds > 0


def _tail(percent: float) -> float:
    """Give each further nine as much room as the one before."""
    return -math.log10(1 - percent / 100)


def _named(value: LatencyPercentiles) -> tuple[float, ...]:
    return tuple(row.percent for row in value.rows if row.percent in {0, 50, 90, 95, 99, 99.9})


def _span(values: list[float]) -> tuple[float, float]:
    """Return bounds that hold all values, at least a factor of 1.5 apart."""
    low, high = min(values) / 1.1, max(values) * 1.1
    return low, max(high, 1.5 * low)


def _round_values(low: float, high: float) -> list[float]:
    """Return 1, 2 and 5 times powers of ten between two bounds, powers alone where that is too much."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    every = [step * 10.0**power for power in powers for step in _STEPS if low <= step * 10.0**power <= high]
    if len(every) <= _MOST_TICKS:
        return every or [low, high]
    return [10.0**power for power in powers if low <= 10.0**power <= high]


def _duration(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"

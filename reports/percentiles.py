"""Percentiles with their budgets, ready to draw: logarithmic axes, the tail stretched.

A candidate's alone, or beside a baseline's. A budget's line ends at its percentile: below it is kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gonogo.core.evidence import JourneyLatency, LatencyPercentiles
from gonogo.reports.scale import Budget, Scale, Tick, drawable, lines

WIDTH, HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 24, 22, 28
_NAMED = (0, 50, 90, 95, 99, 99.9)

_Points = list[tuple[float, float]]


@dataclass(frozen=True)
class Percentiles:
    """The drawing: ``lines`` are (class, SVG points); ``compared`` where a baseline is among them."""

    lines: tuple[tuple[str, str], ...]
    budgets: tuple[Budget, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    summary: str
    compared: bool
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT


def of_journey(value: JourneyLatency) -> Percentiles | None:
    """Draw a candidate alone; None where nothing was answered."""
    summary = f"{value.journey}: percentiles from the intended start"
    return _drawn({"candidate": value.percentiles}, value.budgets, summary, compared=False)


def percentiles(value: LatencyPercentiles) -> Percentiles | None:
    """Draw what was answered on two releases; None where nothing was."""
    named = {
        "arm first": [(row.percent, row.first_seconds) for row in value.rows],
        "arm second": [(row.percent, row.second_seconds) for row in value.rows],
        "baseline": [(row.percent, row.baseline_seconds) for row in value.rows],
        "candidate": [(row.percent, row.candidate_seconds) for row in value.rows],
    }
    summary = f"{value.journey}: {value.tolerated_ratio:g} times the baseline is tolerated"
    return _drawn(named, value.budgets, summary, compared=True)


def _drawn(
    named: Mapping[str, Iterable[tuple[float, float | None]]],
    promised: Iterable[tuple[str, float]],
    summary: str,
    *,
    compared: bool,
) -> Percentiles | None:
    points = {name: _points(row) for name, row in named.items()}
    seen = [point for row in points.values() for point in row]
    if not seen:
        return None
    budgets, last = drawable(promised), max(percent for percent, _ in seen)
    heights = [*(seconds for _, seconds in seen), *(seconds for _, seconds in budgets)]
    scale = Scale.over(heights, _TOP, HEIGHT - _BOTTOM)

    def x(percent: float) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * _tail(min(percent, last)) / (_tail(last) or 1.0), 1)

    return Percentiles(
        lines=tuple(
            (name, " ".join(f"{x(percent)},{scale.y(seconds)}" for percent, seconds in row))
            for name, row in points.items()
        ),
        budgets=lines(budgets, scale, lambda name: x(_percent(name))),
        x_ticks=tuple(Tick(x(p), f"p{p:g}") for p in _NAMED if any(p == percent for percent, _ in seen)),
        y_ticks=scale.ticks(),
        summary=summary,
        compared=compared,
    )


def _points(row: Iterable[tuple[float, float | None]]) -> _Points:
    """Return what is a time at a percentile; all of them are below 100."""
    told = ((percent, seconds) for percent, seconds in row if seconds is not None)
    return [(p, s) for p, s in told if 0 <= p < 100 and math.isfinite(s) and s > 0]


def _percent(name: str) -> float:
    """Return which percentile a budget is for: ``p95`` for 95."""
    return float(name.removeprefix("p"))


def _tail(percent: float) -> float:
    """Give each further nine as much room as the one before."""
    return -math.log10(1 - percent / 100)

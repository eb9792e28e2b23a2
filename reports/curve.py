"""Latency second by second, with its budgets, ready to draw; its height is logarithmic."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.core.evidence import TimelineRow
from gonogo.reports.scale import Budget, Scale, Tick, drawable, duration, lines

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 76, 24, 22, 28
_SERIES = ("p50", "p95", "max")


@dataclass(frozen=True)
class Curve:
    """A latency curve. ``lines`` are (name, SVG points); ``errors`` are (x, number of errors)."""

    lines: tuple[tuple[str, str], ...]
    errors: tuple[tuple[float, int], ...]
    budgets: tuple[Budget, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    summary: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM


def curve(rows: Iterable[TimelineRow], budgets: Iterable[tuple[str, float]] = ()) -> Curve | None:
    """Draw the seconds in which anything finished, and errors of the others too; None where nothing did."""
    seen = sorted((row for row in rows if math.isfinite(row.second)), key=lambda row: row.second)
    found = [row for row in seen if _is_drawable(row)]
    return _drawn(seen, found, drawable(budgets)) if found else None


def _is_drawable(row: TimelineRow) -> bool:
    amounts = (row.p50_seconds, row.p95_seconds, row.max_seconds)
    return all(a is not None and math.isfinite(a) and a >= 0 for a in amounts)


def _drawn(seen: list[TimelineRow], found: list[TimelineRow], budgets: list[tuple[str, float]]) -> Curve:
    rows = [(r.second, r.p50_seconds or 0.0, r.p95_seconds or 0.0, r.max_seconds or 0.0) for r in found]
    first, last = seen[0].second, seen[-1].second
    heights = [*(value for row in rows for value in row[1:]), *(seconds for _, seconds in budgets)]
    scale = Scale.over(heights, _TOP, HEIGHT - _BOTTOM)

    def x(second: float) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (second - first) / (last - first or 1.0), 1)

    series = tuple(
        (name, " ".join(f"{x(row[0])},{scale.y(row[1 + k])}" for row in rows))
        for k, name in enumerate(_SERIES)
    )
    step, total = _step(last - first or 1.0), sum(row.errors for row in seen)
    return Curve(
        lines=series,
        errors=tuple((x(row.second), row.errors) for row in seen if row.errors > 0),
        budgets=lines(budgets, scale, lambda _: WIDTH - _RIGHT),
        x_ticks=tuple(Tick(x(first + s), f"{first + s:g} s") for s in _steps(last - first, step)),
        y_ticks=scale.ticks(),
        summary=f"slowest {duration(max(max(row[1:]) for row in rows))}, {total} errors",
    )


def _step(span: float) -> float:
    """Return the 1, 2 or 5 times a power of ten that cuts the span into at most six."""
    power = 10.0 ** math.floor(math.log10(span / 4))
    return next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= 6)


def _steps(span: float, step: float) -> list[float]:
    return [n * step for n in range(math.floor(span / step + 1e-9) + 1)]

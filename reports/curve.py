"""Latency second by second, ready to draw."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gonogo.core.evidence import LatencyTimeline, TimelineRow

WIDTH, HEIGHT = 640, 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 10, 26
_SERIES = ("p50", "p95", "max")


@dataclass(frozen=True)
class Tick:
    """A labelled place on an axis, in the drawing's units."""

    at: float
    label: str


@dataclass(frozen=True)
class Curve:
    """A latency curve. ``lines`` are (name, SVG points); ``errors`` are (x, number of errors)."""

    lines: tuple[tuple[str, str], ...]
    errors: tuple[tuple[float, int], ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    summary: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM


def curve(value: LatencyTimeline) -> Curve | None:
    """Draw the seconds in which anything finished, and errors of the others too; None where nothing did."""
    seen = sorted((row for row in value.rows if math.isfinite(row.second)), key=lambda row: row.second)
    rows = [row for row in seen if _is_drawable(row)]
    return _drawn(seen, rows) if rows else None


def _is_drawable(row: TimelineRow) -> bool:
    amounts = (row.p50_seconds, row.p95_seconds, row.max_seconds)
    return all(a is not None and math.isfinite(a) and a >= 0 for a in amounts)


def _drawn(seen: list[TimelineRow], drawable: list[TimelineRow]) -> Curve:
    rows = [(r.second, r.p50_seconds or 0.0, r.p95_seconds or 0.0, r.max_seconds or 0.0) for r in drawable]
    first, last, top = seen[0].second, seen[-1].second, max(max(row[1:]) for row in rows)
    x_step, y_step = _step(last - first or 1.0), _step(top or 0.001)
    ceiling = math.ceil((top or 0.001) / y_step - 1e-9) * y_step

    def x(second: float) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (second - first) / (last - first or 1.0), 1)

    def y(seconds: float) -> float:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * seconds / ceiling, 1)

    lines = tuple(
        (name, " ".join(f"{x(row[0])},{y(row[1 + k])}" for row in rows)) for k, name in enumerate(_SERIES)
    )
    x_ticks = tuple(Tick(x(first + s), f"{first + s:g} s") for s in _steps(last - first, x_step))
    y_ticks = tuple(Tick(y(s), _duration(s)) for s in _steps(ceiling, y_step))
    errors = tuple((x(row.second), row.errors) for row in seen if row.errors > 0)
    total = sum(row.errors for row in seen)
    return Curve(lines, errors, x_ticks, y_ticks, f"slowest {_duration(top)}, {total} errors")


def _step(span: float) -> float:
    """Return the 1, 2 or 5 times a power of ten that cuts the span into at most six."""
    power = 10.0 ** math.floor(math.log10(span / 4))
    return next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= 6)


def _steps(span: float, step: float) -> list[float]:
    return [n * step for n in range(math.floor(span / step + 1e-9) + 1)]


def _duration(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"

"""Evidence whose shape is known, ready to draw; a shape that does not fit stays a plain value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 640, 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 12, 10, 26
_SERIES = ("p50", "p95", "max")


@dataclass(frozen=True)
class Tick:
    """A labelled place on an axis, in the drawing's units."""

    at: float
    label: str


@dataclass(frozen=True)
class Timeline:
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


@dataclass(frozen=True)
class Table:
    """A truth table; every row is as long as ``columns``."""

    columns: tuple[Any, ...]
    rows: tuple[tuple[Any, ...], ...]


def truth_table(value: Any) -> Table | None:
    """Read ``{"columns": [...], "rows": [[...]]}``; None where it is something else."""
    if not isinstance(value, dict) or not _is_rows(value.get("rows")):
        return None
    columns = value.get("columns")
    if not isinstance(columns, list | tuple) or not columns:
        return None
    if any(len(row) != len(columns) for row in value["rows"]):
        return None
    return Table(tuple(columns), tuple(tuple(row) for row in value["rows"]))


def timeline(value: Any) -> Timeline | None:
    """Read ``[[second, p50, p95, max, errors], ...]``, latencies in seconds; None where it is not that.

    A second below zero belongs to the warm-up.
    """
    if not _is_rows(value) or not all(len(row) == 5 and _is_moment(row) for row in value):
        return None
    return _drawn(sorted(list(map(float, row)) for row in value))


def _is_rows(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(r, list | tuple) for r in value)


def _is_moment(row: Any) -> bool:
    second, *amounts = row
    is_number = isinstance(second, int | float) and math.isfinite(second)
    return is_number and all(map(_is_amount, amounts))


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value) and value >= 0


def _drawn(rows: list[list[float]]) -> Timeline:
    first, last, top = rows[0][0], rows[-1][0], max(max(row[1:4]) for row in rows)
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
    errors = tuple((x(row[0]), round(row[4])) for row in rows if row[4] > 0)
    total = round(sum(row[4] for row in rows))
    return Timeline(lines, errors, x_ticks, y_ticks, f"slowest {_duration(top)}, {total} errors")


def _step(span: float) -> float:
    """Return the 1, 2 or 5 times a power of ten that cuts the span into at most six."""
    power = 10.0 ** math.floor(math.log10(span / 4))
    return next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= 6)


def _steps(span: float, step: float) -> list[float]:
    return [n * step for n in range(math.floor(span / step + 1e-9) + 1)]


def _duration(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"

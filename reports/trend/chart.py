"""One small drawing of a series, in the units of its view box."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from gonogo.reports.trend.look import Seen, seconds

WIDTH, HEIGHT = 340, 110
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 8, 8, 20
_BUDGET_SHOWN = 2.5
"""A budget is drawn where it is not more than so many times the greatest value: else nothing else is seen."""


@dataclass(frozen=True)
class Mark:
    """A change: where, and what is said of it."""

    x: float
    text: str


@dataclass(frozen=True)
class Chart:
    """``points`` and ``rise`` are SVG points, ``levels`` those of one line between changes each."""

    points: str
    dots: tuple[tuple[float, float, str], ...]
    levels: tuple[str, ...]
    rise: str
    marks: tuple[Mark, ...]
    budget: float | None
    top: str
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    above: int = _TOP
    below: int = HEIGHT - _BOTTOM


def chart(seen: Seen) -> Chart:
    """Draw it: a night's place is its date, so that nights without a run are a gap."""
    scale = _Scale(seen)
    values, dates = seen.series.values, seen.series.dates
    places = [(scale.x(day), scale.y(value)) for day, value in zip(dates, values, strict=True)]
    said = [f"{day}: {seconds(value)}" for day, value in zip(dates, values, strict=True)]
    marks = tuple(
        Mark(scale.x(dates[one.at]), f"{dates[one.at]}: {seconds(one.before)} to {seconds(one.after)}")
        for one in seen.changes
    )
    return Chart(
        points=_points(places),
        dots=tuple((x, y, text) for (x, y), text in zip(places, said, strict=True)),
        levels=tuple(_levels(seen, scale)),
        rise=_rise(seen, scale),
        marks=marks,
        budget=scale.y(scale.budget) if scale.budget is not None else None,
        top=seconds(scale.top),
        first=str(dates[0]),
        last=str(dates[-1]),
    )


class _Scale:
    """Where a date and a value stand."""

    def __init__(self, seen: Seen) -> None:
        values, budget = seen.series.values, seen.series.budget
        greatest = max(*values, 1e-9, seen.drift.level if seen.drift else 0.0)
        self.budget = budget if budget is not None and budget <= _BUDGET_SHOWN * greatest else None
        self.top = 1.05 * max(greatest, self.budget or 0.0)
        self._first = seen.series.dates[0]
        self._days = max(1, (seen.series.dates[-1] - self._first).days)

    def x(self, day: dt.date) -> float:
        """Return the place of a date."""
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * (day - self._first).days / self._days, 1)

    def y(self, value: float) -> float:
        """Return the place of a value; 0 is at the bottom."""
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * max(value, 0.0) / self.top, 1)


def _levels(seen: Seen, scale: _Scale) -> list[str]:
    """Return a line for each level between changes; none where nothing changed."""
    if not seen.changes:
        return []
    dates = seen.series.dates
    end = seen.drift.since if seen.drift else len(dates) - 1
    begins = [0, *(one.at for one in seen.changes)]
    ends = [*(one.at for one in seen.changes), end]
    heights = [seen.changes[0].before, *(one.after for one in seen.changes)]
    return [
        _points([(scale.x(dates[a]), scale.y(v)), (scale.x(dates[b]), scale.y(v))])
        for a, b, v in zip(begins, ends, heights, strict=True)
    ]


def _rise(seen: Seen, scale: _Scale) -> str:
    if seen.drift is None:
        return ""
    dates, nights = seen.series.dates, len(seen.series.dates) - 1 - seen.drift.since
    begin = seen.drift.level - seen.drift.slope * nights
    return _points(
        [(scale.x(dates[seen.drift.since]), scale.y(begin)), (scale.x(dates[-1]), scale.y(seen.drift.level))]
    )


def _points(places: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in places)

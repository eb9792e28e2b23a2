"""What a series shows, in sentences."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from gonogo.reports.text import counted
from gonogo.reports.trend.divisive import Change, change_points
from gonogo.reports.trend.drift import Drift, drift
from gonogo.reports.trend.nights import Series

_FAR = 3650


@dataclass(frozen=True)
class Seen:
    """A series with what was found in it: the drift of its last nights, and the changes before that."""

    series: Series
    changes: tuple[Change, ...]
    drift: Drift | None

    @property
    def rank(self) -> int:
        """0 for a drift, 1 for a change, 2 for nothing."""
        return 0 if self.drift else 1 if self.changes else 2

    @property
    def budget_met_on(self) -> dt.date | None:
        """The night in which the budget is met if it goes on; None without a budget, or in ten years."""
        if self.drift is None or self.series.budget is None:
            return None
        nights = self.drift.nights_until(self.series.budget)
        return self.series.dates[-1] + dt.timedelta(days=nights) if nights < _FAR else None

    def sentences(self) -> Iterator[str]:
        """Say the drift first, then the changes, the last one first."""
        if self.drift:
            yield self._drifting(self.drift)
        for change in reversed(self.changes):
            yield (
                f"{self.series.name}: {_size(change)} on {self.series.dates[change.at]}, from "
                f"{seconds(change.before)} to {seconds(change.after)}, confidence {change.confidence:.2%}"
            )

    def _drifting(self, found: Drift) -> str:
        since = self.series.dates[found.since]
        rises = f"{found.share:.1%}" if math.isfinite(found.share) else seconds(found.slope)
        said = f"{self.series.name} rises by {rises} a night since {since}, {seconds(found.level)} now"
        if self.series.budget is None:
            return said
        if found.nights_until(self.series.budget) == 0:
            return f"{said}; that is its budget of {self.series.budget:g} s"
        met = self.budget_met_on
        when = f"on {met}, in {counted((met - self.series.dates[-1]).days, 'night')}" if met else "in years"
        return f"{said}; it meets its budget of {self.series.budget:g} s {when}"


def look(series: Series) -> Seen:
    """Look for a drift that goes on, and for changes in the nights before it."""
    found = drift(series.values)
    before = series.values if found is None else series.values[: found.since + 1]
    return Seen(series, change_points(before), found)


def seconds(value: float) -> str:
    """Return a duration with three digits."""
    return f"{value:.3g} s" if value >= 1 else f"{value * 1000:.3g} ms"


def _size(change: Change) -> str:
    if change.before <= 0:
        return "changed"
    return f"{(change.after - change.before) / change.before:+.1%}"

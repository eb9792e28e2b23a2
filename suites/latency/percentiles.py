"""The percentiles of a comparison, for a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from gonogo.contract.latency import Latency
from gonogo.core.evidence import LatencyPercentiles, PercentileRow
from gonogo.suites.latency.observations.comparison import Comparison, JourneyCompared, Turn
from gonogo.suites.latency.stochastic_order import quantile

_PERCENTS = (0.0, 25.0, 50.0, 75.0, 90.0, 95.0, 98.0, 99.0, 99.9)
_FEWEST_ABOVE = 1.0


def percentiles_of(seen: Comparison, latency: Latency) -> tuple[LatencyPercentiles, ...]:
    """Return each journey's, with its budgets."""
    budgets = {journey.name: tuple(journey.budgets.items()) for journey in latency.journeys}
    return tuple(
        LatencyPercentiles(
            journey=journey.name,
            rows=_rows(journey),
            budgets=tuple((str(name), seconds) for name, seconds in budgets.get(journey.name, ())),
            tolerated_ratio=latency.baseline.tolerated_ratio,
        )
        for journey in seen.journeys
    )


def _rows(journey: JourneyCompared) -> tuple[PercentileRow, ...]:
    arms = (
        _sorted(one.candidate for one in journey.rounds),
        _sorted(one.baseline for one in journey.rounds),
        _sorted(one.baseline for one in journey.rounds if one.arm == 0),
        _sorted(one.baseline for one in journey.rounds if one.arm == 1),
    )
    fewest = min(map(len, arms))
    told = (percent for percent in _PERCENTS if fewest * (1 - percent / 100) >= _FEWEST_ABOVE)
    return tuple(PercentileRow(percent, *(_told(arm, percent) for arm in arms)) for percent in told)


def _sorted(turns: Iterable[Turn]) -> list[float]:
    return sorted(v for turn in turns for v in (*turn.latencies_seconds, *(math.inf,) * turn.failed))


def _told(arm: Sequence[float], percent: float) -> float | None:
    found = quantile(arm, percent / 100)
    return found if math.isfinite(found) else None

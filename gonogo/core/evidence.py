"""Evidence that a report draws instead of printing it. Its ``kind`` says which one it is, in JSON as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter


@dataclass(frozen=True)
class TruthTable:
    """What each asked one said in each phase; every row is as long as ``columns``."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Literal["truth_table"] = "truth_table"


@dataclass(frozen=True)
class TimelineRow:
    """One second of the whole load, 0 the first that counts; None where no arrival of it finished."""

    second: float
    p50_seconds: float | None
    p95_seconds: float | None
    max_seconds: float | None
    errors: int


@dataclass(frozen=True)
class LatencyTimeline:
    """Latency second by second; a second below zero belongs to the warm-up."""

    rows: tuple[TimelineRow, ...]
    kind: Literal["latency_timeline"] = "latency_timeline"


@dataclass(frozen=True)
class QuantileRow:
    """A quantile of a journey's latency, ``p95``, and what the contract allows it."""

    journey: str
    quantile: str
    seconds: float
    budget_seconds: float


@dataclass(frozen=True)
class LatencyQuantiles:
    """Every quantile that has a budget, of every journey."""

    rows: tuple[QuantileRow, ...]
    kind: Literal["latency_quantiles"] = "latency_quantiles"


@dataclass(frozen=True)
class JourneyLatency:
    """One journey under load, as a report draws it: percentiles as (percent, seconds), seconds, and budgets.

    Budgets are (``p95``, seconds). It is made of what the load recorder keeps, and no rule judges it.
    """

    journey: str
    percentiles: tuple[tuple[float, float], ...]
    rows: tuple[TimelineRow, ...]
    budgets: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class PercentileRow:
    """What a candidate, a baseline and each of the baseline's two arms took; None is no promised answer."""

    percent: float
    candidate_seconds: float | None
    baseline_seconds: float | None
    first_seconds: float | None
    second_seconds: float | None


@dataclass(frozen=True)
class LatencyPercentiles:
    """A journey's percentiles on two releases, with its budgets by percentile and what is tolerated."""

    journey: str
    rows: tuple[PercentileRow, ...]
    budgets: tuple[tuple[str, float], ...]
    tolerated_ratio: float
    kind: Literal["latency_percentiles"] = "latency_percentiles"


BESIDE = "beside the verdict"
"""Under this name evidence holds a sentence that every first screen shows, also where the rule passed."""

Drawn = TruthTable | LatencyTimeline | LatencyQuantiles | LatencyPercentiles
_KINDS: dict[object, type[Drawn]] = {
    "truth_table": TruthTable,
    "latency_timeline": LatencyTimeline,
    "latency_quantiles": LatencyQuantiles,
    "latency_percentiles": LatencyPercentiles,
}


def drawn(value: Any) -> Drawn | None:
    """Return typed evidence, also where it went through JSON; None for any other.

    ValidationError of pydantic for JSON that names a kind and is not one.
    """
    if isinstance(value, Drawn):
        return value
    kind = _KINDS.get(value.get("kind")) if isinstance(value, dict) else None
    return TypeAdapter(kind).validate_python(value) if kind else None

"""Observations that the latency rules' tests share."""

from dataclasses import replace
from typing import Any

from gonogo.contract.latency import Latency
from gonogo.contract.model import Contract
from gonogo.core.evidence import LatencyTimeline, TimelineRow
from gonogo.suites.latency.observations.journeys import (
    JourneyMeasured,
    Measurement,
    QuantileMeasured,
)
from tests.judging import contract

JOURNEY = {"name": "browse", "path": "/things", "rate_per_second": 20, "error_ratio": 0.01}
BUDGETS: dict[str, dict[str, float]] = {"budgets": {"p50": 0.1, "p95": 0.5, "p99": 1}}
CONTRACT = contract(latency={"journeys": [JOURNEY | BUDGETS], "achieved_ratio": 0.98})
UNTROUBLED = QuantileMeasured(
    seconds=0.02, surely_over=0, at_worst_seconds=0.02, without_late_seconds=0.02, punctual=200
)


def promised(made: Contract) -> Latency:
    """Return its budgets."""
    assert made.latency is not None
    return made.latency


def quantile(**changed: Any) -> QuantileMeasured:
    """A quantile of which everything was known and in time, but for what is given."""
    seconds = changed.get("seconds", UNTROUBLED.seconds)
    return replace(UNTROUBLED, **{"at_worst_seconds": seconds, "without_late_seconds": seconds} | changed)


def journey(**changed: Any) -> JourneyMeasured:
    """200 arrivals, all well; quantiles by name."""
    quantiles = {name: changed.pop(name, UNTROUBLED) for name in ("p50", "p95", "p99")}
    made = JourneyMeasured("browse", 200, 200, 200, 0, 0, 0, {}, quantiles, 0.03)
    return replace(made, **changed)


def measured(*journeys: JourneyMeasured, stopped_by: str = "") -> Measurement:
    timeline = LatencyTimeline((TimelineRow(0, 0.02, 0.02, 0.03, 0), TimelineRow(1, None, None, None, 0)))
    return Measurement(stopped_by, journeys or (journey(),), timeline)

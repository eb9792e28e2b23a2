"""Observations that the latency rules' tests share."""

from dataclasses import replace
from typing import Any

from gonogo.contract.latency import Latency
from gonogo.contract.model import Contract
from gonogo.core.evidence import LatencyTimeline, TimelineRow
from gonogo.suites.latency.observations.journeys import (
    Block,
    JourneyMeasured,
    Measurement,
    QuantileMeasured,
)
from tests.judging import contract

JOURNEY = {"name": "browse", "path": "/things", "rate_per_second": 20, "error_ratio": 0.01}
BUDGETS: dict[str, dict[str, float]] = {"budgets": {"p50": 0.1, "p95": 0.5, "p99": 1}}
CONTRACT = contract(latency={"journeys": [JOURNEY | BUDGETS], "achieved_ratio": 0.98})


def blocks(over: int = 0, *, surely: int = 0, of: int = 200, seconds: int = 20) -> tuple[Block, ...]:
    """Arrivals by second, with those over the budget spread as evenly as they can be."""
    shares = [
        (_spread(of, seconds, n), _spread(over, seconds, n), _spread(surely, seconds, n))
        for n in range(seconds)
    ]
    return tuple(Block(arrivals, slow, arrivals, slow, sure) for arrivals, slow, sure in shares)


def stalled(*over: int, each: int = 10) -> tuple[Block, ...]:
    """As many arrivals in each second, and how many of them were over the budget."""
    return tuple(Block(each, slow, each, slow, 0) for slow in over)


def _spread(count: int, parts: int, number: int) -> int:
    return count * (number + 1) // parts - count * number // parts


UNTROUBLED = QuantileMeasured(
    seconds=0.02,
    surely_over=0,
    at_worst_seconds=0.02,
    without_late_seconds=0.02,
    punctual=200,
    blocks=blocks(),
)


def promised(made: Contract) -> Latency:
    """Return its budgets."""
    assert made.latency is not None
    return made.latency


def quantile(**changed: Any) -> QuantileMeasured:
    """A quantile of which everything was known and in time, but for what is given.

    ``over`` of its 200 arrivals took longer than the budget: most where it is slower than the untroubled one
    and nothing is said.
    """
    seconds = changed.get("seconds", UNTROUBLED.seconds)
    over = changed.pop("over", 180 if seconds > UNTROUBLED.seconds else 0)
    made = {"at_worst_seconds": seconds, "without_late_seconds": seconds}
    made["blocks"] = blocks(over, surely=changed.get("surely_over", 0))
    return replace(UNTROUBLED, **made | changed)


def journey(**changed: Any) -> JourneyMeasured:
    """200 arrivals, all well; quantiles by name."""
    quantiles = {name: changed.pop(name, UNTROUBLED) for name in ("p50", "p95", "p99")}
    made = JourneyMeasured("browse", 200, 200, 200, 0, 0, 0, {}, quantiles, 0.03)
    return replace(made, **changed)


def measured(*journeys: JourneyMeasured, stopped_by: str = "") -> Measurement:
    timeline = LatencyTimeline((TimelineRow(0, 0.02, 0.02, 0.03, 0), TimelineRow(1, None, None, None, 0)))
    return Measurement(stopped_by, journeys or (journey(),), timeline)

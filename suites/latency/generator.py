"""Whether the load was what was planned: judged before the service, and never held against it."""

from __future__ import annotations

import math

from suites.latency.observations import JourneyMeasured, Measurement, QuantileMeasured

_FEWEST = {"p50": 10, "p95": 20, "p99": 100}
_SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
_CERTAIN_DEVIATIONS = 3.0
# Below it the load is still the planned one, and what it adds to a latency can only refuse, never pass.
_PUNCTUAL_SECONDS = 0.05


def punctual_seconds(budget: float) -> float:
    """Return how late an arrival may be sent: a tenth of the budget, or what any busy machine needs."""
    return max(budget / 10, _PUNCTUAL_SECONDS)


def load_doubt(seen: Measurement, achieved_ratio: float) -> str:
    """Return why the load was not the planned one, empty where it was."""
    if seen.stopped_by:
        return f"the load was ended early: {seen.stopped_by}"
    if seen.started < achieved_ratio * seen.planned:
        return f"the generator sent {seen.started} of {seen.planned} planned arrivals"
    unfinished = seen.started - sum(journey.finished for journey in seen.journeys)
    if unfinished:
        return f"{unfinished} of {seen.started} arrivals were cut off before their end"
    own = sum(journey.own_errors for journey in seen.journeys)
    return f"the generator itself failed {own} times" if own else ""


def quantile_doubt(
    seen: Measurement, journey: JourneyMeasured, name: str, budget: float, ratio: float
) -> str:
    """Return why a quantile cannot be told from this load, empty where it can."""
    measured = journey.quantiles[name]
    if journey.answered < _FEWEST[name]:
        return (
            f"{journey.name}: {name} needs {_FEWEST[name]} good answers, and {journey.answered} were measured"
        )
    if journey.dropped:  # the plan leaves room for all that a slow service can hold up
        return f"the generator dropped {journey.dropped} arrivals of {journey.name}"
    late = punctual_seconds(budget)
    in_time = seen.started - measured.sent_late
    if in_time < ratio * seen.planned:
        return f"the generator sent {in_time} of {seen.planned} arrivals within {late:g} s of their time"
    if measured.lag_seconds > late:
        return f"the generator's {name} lag was {measured.lag_seconds:.3f} s, over {late:g} s"
    return ""


def is_surely_broken(journey: JourneyMeasured, measured: QuantileMeasured, name: str) -> bool:
    """Whether the budget is broken whatever the generator did and whatever arrivals it did not send.

    The share that may be over the budget is exceeded by three standard deviations of its count.
    """
    share = 1 - _SHARES[name]
    allowed = journey.planned * share + _CERTAIN_DEVIATIONS * math.sqrt(journey.planned * share * (1 - share))
    return measured.surely_over > allowed

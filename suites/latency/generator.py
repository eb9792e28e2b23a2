"""Whether the load was what was planned, and what that leaves to be told: never held against the service."""

from __future__ import annotations

import math
from collections.abc import Iterable

from gonogo.core.lateness import Told, tell
from gonogo.suites.latency.observations.journeys import JourneyMeasured, Measurement, QuantileMeasured

FEWEST = {"p50": 10, "p95": 20, "p99": 100}
_SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
_CERTAIN_DEVIATIONS = 3.0


def load_doubt(seen: Measurement, achieved_ratio: float) -> str:
    """Return why the load was lighter than planned, empty where it was not; late arrivals weigh as much."""
    if seen.stopped_by:
        return f"the load was ended early: {seen.stopped_by}"
    own = sum(journey.own_errors for journey in seen.journeys)
    if seen.started - own < achieved_ratio * seen.planned:
        return f"the generator sent {seen.started - own} of {seen.planned} planned arrivals"
    return ""


def tell_quantile(journey: JourneyMeasured, name: str, budget: float, doubt: str) -> Told:
    """Tell whether a quantile is within its budget."""
    measured, fewest = journey.quantiles[name], FEWEST[name]
    if is_surely_broken(journey, measured, name):
        return Told.BROKEN
    if journey.answered < fewest:
        return Told.UNTOLD
    best = measured.without_late_seconds if measured.punctual >= fewest else None
    return tell(budget, measured.at_worst_seconds, best, lighter=bool(doubt))


def tell_failures(journeys: Iterable[JourneyMeasured], allowed: float, doubt: str) -> Told:
    """Tell whether no more arrivals failed than may: what never came to its end may have gone either way."""
    measured = tuple(journeys)
    failed = sum(journey.failed - journey.own_errors for journey in measured)
    return tell(round(allowed, 9), failed + sum(j.unknown for j in measured), failed, lighter=bool(doubt))


def quantile_doubt(journey: JourneyMeasured, name: str) -> str:
    """Return why a quantile cannot be told from a load that was heavy enough."""
    measured, fewest = journey.quantiles[name], FEWEST[name]
    if journey.answered < fewest:
        return f"{journey.name}: {name} needs {fewest} good answers, and {journey.answered} were measured"
    if journey.unknown:
        return failures_doubt([journey])
    said = f"{name} of {journey.name} is {measured.seconds:.3f} s of all arrivals, and "
    if measured.punctual < fewest:
        return f"{said}the generator sent {measured.punctual} of {journey.planned} in time"
    left_out = journey.planned - measured.punctual
    return f"{said}{measured.without_late_seconds:.3f} s without {left_out} that the generator sent late"


def failures_doubt(journeys: Iterable[JourneyMeasured]) -> str:
    """Return what became of the arrivals of which nobody knows how they went."""
    return "; ".join(
        f"of {j.planned} planned arrivals of {j.name} {j.started} were sent and {j.dropped} dropped, "
        f"{j.started - j.finished} were cut off and {j.own_errors} failed by the generator itself"
        for j in journeys
        if j.unknown
    )


def is_surely_broken(journey: JourneyMeasured, measured: QuantileMeasured, name: str) -> bool:
    """Whether the budget is broken whatever the generator did and whatever arrivals it did not send.

    The share that may be over the budget is exceeded by three standard deviations of its count.
    """
    share = 1 - _SHARES[name]
    allowed = journey.planned * share + _CERTAIN_DEVIATIONS * math.sqrt(journey.planned * share * (1 - share))
    return measured.surely_over > allowed

"""Whether the load was what was planned, and what that leaves to be told: never held against the service."""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.core.lateness import Told, tell
from gonogo.suites.latency.confidence import (
    Claim,
    allowed_share,
    at_worst,
    in_time,
    surely,
    tell_interval,
    tell_more,
)
from gonogo.suites.latency.observations.journeys import JourneyMeasured, Measurement, QuantileMeasured

FEWEST = {"p50": 10, "p95": 20, "p99": 100}


def load_doubt(seen: Measurement, achieved_ratio: float) -> str:
    """Return why the load was lighter than planned, empty where it was not; late arrivals weigh as much."""
    if seen.stopped_by:
        return f"the load was ended early: {seen.stopped_by}"
    own = sum(journey.own_errors for journey in seen.journeys)
    if seen.started - own < achieved_ratio * seen.planned:
        return f"the generator sent {seen.started - own} of {seen.planned} planned arrivals"
    return ""


def tell_quantile(journey: JourneyMeasured, name: str, budget: float, doubt: str, look: int = 1) -> Told:
    """Tell whether a quantile is within its budget: broken only where its whole interval is outside."""
    measured, claim = journey.quantiles[name], Claim(allowed_share(name), look)
    if is_surely_broken(measured, claim):
        return Told.BROKEN
    if journey.answered < FEWEST[name] or not measured.blocks:
        return Told.UNTOLD
    over = measured.at_worst_seconds > budget and measured.punctual >= FEWEST[name]
    best = measured.without_late_seconds if over and claim.is_broken(in_time(measured.blocks)) else None
    return tell(budget, measured.at_worst_seconds, best, lighter=bool(doubt))


def is_measured_over(journey: JourneyMeasured, name: str, budget: float) -> bool:
    """Whether the budget was exceeded, sure or not, by what is not the generator's doing."""
    measured, fewest = journey.quantiles[name], FEWEST[name]
    enough = min(journey.answered, measured.punctual) >= fewest and bool(measured.blocks)
    return enough and measured.without_late_seconds > budget


def is_decided(journey: JourneyMeasured, name: str, budget: float, doubt: str, look: int = 1) -> bool:
    """Whether more seconds are not worth their time for this quantile."""
    told = tell_quantile(journey, name, budget, doubt, look)
    claim, worst = Claim(allowed_share(name), look), at_worst(journey.quantiles[name].blocks)
    return told is Told.BROKEN or (told is Told.KEPT and claim.is_clear(worst))


def tell_failures(journeys: Iterable[JourneyMeasured], allowed: float, doubt: str) -> Told:
    """Tell whether no more arrivals failed than may: what never came to its end may have gone either way."""
    measured = tuple(journeys)
    failed = sum(journey.failed - journey.own_errors for journey in measured)
    return tell(round(allowed, 9), failed + sum(j.unknown for j in measured), failed, lighter=bool(doubt))


def quantile_doubt(journey: JourneyMeasured, name: str, budget: float, look: int = 1) -> str:
    """Return why a quantile cannot be told from a load that was heavy enough."""
    measured, fewest = journey.quantiles[name], FEWEST[name]
    if journey.answered < fewest:
        return f"{journey.name}: {name} needs {fewest} good answers, and {journey.answered} were measured"
    if not measured.blocks:
        return f"{journey.name}: no second of it was measured"
    said = f"{name} of {journey.name} is {measured.seconds:.3f} s of all arrivals, and "
    if is_measured_over(journey, name, budget):
        claim, seen = Claim(allowed_share(name), look), in_time(measured.blocks)
        return f"{said}{tell_interval(seen, claim, budget)}: {tell_more(seen, claim)}"
    if journey.unknown:
        return failures_doubt([journey])
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


def is_surely_broken(measured: QuantileMeasured, claim: Claim) -> bool:
    """Whether the budget is broken whatever the generator did and whatever arrivals it did not send."""
    sure = surely(measured.blocks)
    return measured.surely_over > claim.allowed * sure.arrivals and claim.is_broken(sure)

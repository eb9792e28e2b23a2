"""Judge one quantile of every journey that promises it."""

from __future__ import annotations

from typing import Any

from gonogo.contract.latency import Latency, Percentile
from gonogo.core.evidence import LatencyQuantiles, QuantileRow
from gonogo.core.finding import Problem
from gonogo.core.lateness import Told
from gonogo.core.rule import Judgement
from gonogo.suites.latency.confidence import (
    Claim,
    allowed_share,
    at_worst,
    in_time,
    tell_interval,
    tell_more,
)
from gonogo.suites.latency.generator import (
    is_decided,
    is_measured_over,
    load_doubt,
    quantile_doubt,
    tell_quantile,
)
from gonogo.suites.latency.observations.journeys import JourneyMeasured, Measurement

PERCENTILES: tuple[Percentile, ...] = ("p50", "p95", "p99")
_LEAST_PART, _LAST_PART = 0.25, 1.5


def judge_quantile(seen: Measurement, latency: Latency, name: Percentile) -> Judgement:
    """Refuse a journey surely over its budget; say that it cannot be told where the load is to be doubted.

    Where one is refused, those that were measured over theirs are named with it.
    """
    lighter = load_doubt(seen, latency.achieved_ratio)
    examined, problems, doubts, unsure, intervals = 0, [], [], [], {}
    for journey, budget in _budgeted(seen, latency, name):
        examined += journey.finished
        told = tell_quantile(journey, name, budget, lighter, seen.looks)
        if told is Told.BROKEN:
            problems.append(_problem(journey, name, budget, seen.looks))
        elif told is Told.UNTOLD:
            doubts.append(lighter or quantile_doubt(journey, name, budget, seen.looks))
            if is_measured_over(journey, name, budget):
                unsure.append(_problem(journey, name, budget, seen.looks, "; that alone would not be sure"))
        intervals[journey.name] = _stated(journey, name, budget, seen.looks)
    problems += unsure if problems else []
    missing = f"no journey with a budget for {name} was measured"
    more = {f"over the budget of {name}": intervals, "quantiles": _quantiles(seen, latency)}
    return conclude(examined, problems, doubts, seen, missing, **more)


def is_settled(seen: Measurement, latency: Latency) -> bool:
    """Whether no more seconds are needed: a budget is surely broken, or each is decided."""
    lighter = load_doubt(seen, latency.achieved_ratio)
    every = [
        (journey, name, budget) for name in PERCENTILES for journey, budget in _budgeted(seen, latency, name)
    ]
    told = [tell_quantile(*one, lighter, seen.looks) for one in every]
    return Told.BROKEN in told or all(is_decided(*one, lighter, seen.looks) for one in every)


def seconds_more(measured: float, latency: Latency) -> float:
    """Return how long the next part of an undecided load is, 0 where there is none.

    What was measured doubles, so that there are few looks, and none at nearly nothing.
    """
    left = latency.longest_seconds - measured
    if left < _LEAST_PART * latency.duration_seconds:
        return 0.0
    return left if left <= _LAST_PART * measured else measured


def conclude(
    examined: int, problems: list[Problem], doubts: list[str], seen: Measurement, missing: str, **more: Any
) -> Judgement:
    """Fail on a problem; else be inconclusive on any doubt."""
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(dict.fromkeys(doubts)), **evidence(seen), **more)
    return Judgement(examined, tuple(problems), "" if examined else missing, evidence(seen) | more)


def evidence(seen: Measurement) -> dict[str, Any]:
    """Return what became of the plan, and the load second by second."""
    dropped = sum(journey.dropped for journey in seen.journeys)
    load = {"planned": seen.planned, "sent": seen.started, "dropped": dropped, "sent late": seen.sent_late}
    return {"timeline": seen.timeline, "load": load}


def _quantiles(seen: Measurement, latency: Latency) -> LatencyQuantiles:
    """Return all of them, whichever is judged: a report shows them once, and the history keeps them."""
    budgets = {(j.name, str(name)): budget for j in latency.journeys for name, budget in j.budgets.items()}
    measured = [(j.name, name, found.seconds) for j in seen.journeys for name, found in j.quantiles.items()]
    rows = (QuantileRow(j, n, s, budgets[j, n]) for j, n, s in measured if (j, n) in budgets)
    return LatencyQuantiles(tuple(rows))


def _budgeted(seen: Measurement, latency: Latency, name: Percentile) -> list[tuple[JourneyMeasured, float]]:
    budgets = {j.name: j.budgets[name] for j in latency.journeys if name in j.budgets}
    return [(j, budgets[j.name]) for j in seen.journeys if j.name in budgets and name in j.quantiles]


def _stated(journey: JourneyMeasured, name: Percentile, budget: float, look: int) -> str:
    """Say between which bounds the share over the budget lies, and what that shows."""
    claim, seen = Claim(allowed_share(name), look), at_worst(journey.quantiles[name].blocks)
    said = tell_interval(seen, claim, budget)
    if claim.is_shown(seen):
        return f"{said}: shown to be kept"
    return f"{said}: {tell_more(seen, claim)}"


def _problem(journey: JourneyMeasured, name: Percentile, budget: float, look: int, but: str = "") -> Problem:
    measured = journey.quantiles[name]
    observed = (
        f"{measured.seconds:.3f} s of {journey.finished} arrivals, the longest {journey.max_seconds:.3f} s"
    )
    if measured.punctual < journey.finished:
        observed += f"; {measured.without_late_seconds:.3f} s of {measured.punctual} that were sent in time"
    observed += f"; {tell_interval(in_time(measured.blocks), Claim(allowed_share(name), look), budget)}"
    where, expected = f"{name} of {journey.name}", f"at most {budget:g} s from the intended start"
    return Problem(where, expected, observed + but)

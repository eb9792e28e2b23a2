"""Judge one quantile of every journey that promises it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gonogo.contract.latency import Latency, Percentile
from gonogo.core.evidence import LatencyQuantiles, QuantileRow
from gonogo.core.finding import Problem
from gonogo.core.lateness import Told
from gonogo.core.rule import Judgement
from gonogo.suites.latency.generator import load_doubt, quantile_doubt, tell_quantile
from gonogo.suites.latency.observations.journeys import JourneyMeasured, Measurement


def judge_quantile(seen: Measurement, latency: Latency, name: Percentile) -> Judgement:
    """Refuse a journey over its budget; say that it cannot be told where the load is to be doubted."""
    lighter = load_doubt(seen, latency.achieved_ratio)
    budgets = {j.name: j.budgets[name] for j in latency.journeys if name in j.budgets}
    examined, problems, doubts = 0, [], []
    for journey in seen.journeys:
        if journey.name not in budgets or name not in journey.quantiles:
            continue
        budget = budgets[journey.name]
        examined += journey.finished
        told = tell_quantile(journey, name, budget, lighter)
        if told is Told.BROKEN:
            problems.append(_problem(journey, name, budget))
        elif told is Told.UNTOLD:
            doubts.append(lighter or quantile_doubt(journey, name))
    said = conclude(examined, problems, doubts, seen, f"no journey with a budget for {name} was measured")
    return replace(said, evidence={**said.evidence, "quantiles": _quantiles(seen, latency)})


def conclude(
    examined: int, problems: list[Problem], doubts: list[str], seen: Measurement, missing: str
) -> Judgement:
    """Fail on a problem; else be inconclusive on any doubt."""
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(dict.fromkeys(doubts)), **evidence(seen))
    return Judgement(examined, tuple(problems), "" if examined else missing, evidence(seen))


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


def _problem(journey: JourneyMeasured, name: str, budget: float) -> Problem:
    measured = journey.quantiles[name]
    observed = (
        f"{measured.seconds:.3f} s of {journey.finished} arrivals, the longest {journey.max_seconds:.3f} s"
    )
    if measured.punctual < journey.finished:
        observed += f"; {measured.without_late_seconds:.3f} s of {measured.punctual} that were sent in time"
    return Problem(f"{name} of {journey.name}", f"at most {budget:g} s from the intended start", observed)

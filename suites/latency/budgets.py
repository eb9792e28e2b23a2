"""Judge one quantile of every journey that promises it."""

from __future__ import annotations

from typing import Any

from suites.core.contract import Contract
from suites.core.contract.sections import Journey
from suites.core.finding import Problem
from suites.core.rule import Judgement
from suites.latency.generator import is_surely_broken, load_doubt, quantile_doubt
from suites.latency.observations import JourneyMeasured, Measurement


def judge_quantile(seen: Measurement, contract: Contract, name: str) -> Judgement:
    """Refuse a journey over its budget; say that it cannot be told where the load is to be doubted."""
    assert contract.latency is not None
    ratio = contract.latency.achieved_ratio
    budgets = {j.name: b for j in contract.latency.journeys if (b := _budget(j, name)) is not None}
    examined, problems, doubts = 0, [], []
    for journey in seen.journeys:
        if journey.name not in budgets or name not in journey.quantiles:
            continue
        budget = budgets[journey.name]
        examined += journey.finished
        doubt = load_doubt(seen, ratio) or quantile_doubt(seen, journey, name, budget, ratio)
        measured = journey.quantiles[name]
        if is_surely_broken(journey, measured, name) or (not doubt and measured.seconds > budget):
            problems.append(_problem(journey, name, budget))
        elif doubt:
            doubts.append(doubt)
    return conclude(examined, problems, doubts, seen, f"no journey with a {name}_seconds was measured")


def conclude(
    examined: int, problems: list[Problem], doubts: list[str], seen: Measurement, missing: str
) -> Judgement:
    """Fail on a problem; else be inconclusive on any doubt."""
    if doubts and not problems:
        return Judgement.cannot_tell("; ".join(dict.fromkeys(doubts)), **evidence(seen))
    return Judgement(examined, tuple(problems), "" if examined else missing, evidence(seen))


def evidence(seen: Measurement) -> dict[str, Any]:
    """Return the load second by second: second, p50, p95, max, errors."""
    rows = [[r.second, r.p50_seconds, r.p95_seconds, r.max_seconds, r.errors] for r in seen.timeline]
    return {"timeline": rows}


def _budget(journey: Journey, name: str) -> float | None:
    return {"p50": journey.p50_seconds, "p95": journey.p95_seconds, "p99": journey.p99_seconds}[name]


def _problem(journey: JourneyMeasured, name: str, budget: float) -> Problem:
    seconds = journey.quantiles[name].seconds
    observed = f"{seconds:.3f} s of {journey.finished} arrivals, the longest {journey.max_seconds:.3f} s"
    return Problem(f"{name} of {journey.name}", f"at most {budget:g} s from the intended start", observed)

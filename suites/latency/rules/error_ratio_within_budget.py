"""The share of each journey's arrivals that fail is within its budget.

Why: a failure is often the fastest answer there is, so that a release that fails can have the best latencies.
Reference: Google SRE Book, chapter 4; Google SRE Workbook, chapter 2 (SLIs as ratios of good events).
Remedy: the failures by status and error are in the problem; read the release's log at those seconds.
"""

from __future__ import annotations

from gonogo.contract.latency import Latency
from gonogo.core.finding import Problem
from gonogo.core.lateness import Told
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.budgets import conclude
from gonogo.suites.latency.generator import failures_doubt, load_doubt, tell_failures
from gonogo.suites.latency.observations.journeys import JourneyMeasured, Measurement


@rule("latency")
def judge(seen: Measurement, latency: Latency) -> Judgement:
    """Refuse more failures than the budget, the generator's own left out."""
    budgets = {journey.name: journey.error_ratio for journey in latency.journeys}
    measured = [journey for journey in seen.journeys if journey.name in budgets]
    lighter = load_doubt(seen, latency.achieved_ratio)
    told = [(one, tell_failures([one], budgets[one.name] * one.planned, lighter)) for one in measured]
    problems = [_problem(one, budgets[one.name]) for one, how in told if how is Told.BROKEN]
    doubts = [lighter or failures_doubt([one]) for one, how in told if how is Told.UNTOLD]
    examined = sum(journey.finished for journey in measured)
    return conclude(examined, problems, doubts, seen, "no arrival was measured")


def _problem(journey: JourneyMeasured, budget: float) -> Problem:
    """Count against all planned arrivals: what was not sent may have gone well."""
    failed = journey.failed - journey.own_errors
    kinds = ", ".join(f"{kind} x {count}" for kind, count in journey.failures.items())
    return Problem(
        f"failures of {journey.name}", f"at most {budget:.2%}", f"{failed} of {journey.planned}: {kinds}"
    )

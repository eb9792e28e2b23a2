"""The share of each journey's arrivals that fail is within its budget.

Why: a failure is often the fastest answer there is, so that a release that fails can have the best latencies.
Reference: Google SRE Book, chapter 4; Google SRE Workbook, chapter 2 (SLIs as ratios of good events).
Remedy: the failures by status and error are in the problem; read the release's log at those seconds.
"""

from __future__ import annotations

from suites.core.contract import Contract
from suites.core.finding import Problem
from suites.core.rule import Judgement, rule
from suites.latency.budgets import conclude
from suites.latency.generator import load_doubt
from suites.latency.observations import JourneyMeasured, Measurement


@rule("latency")
def judge(seen: Measurement, contract: Contract) -> Judgement:
    """Refuse more failures than the budget, the generator's own left out."""
    assert contract.latency is not None
    budgets = {journey.name: journey.error_ratio for journey in contract.latency.journeys}
    measured = [journey for journey in seen.journeys if journey.name in budgets]
    problems = [p for journey in measured if (p := _problem(journey, budgets[journey.name]))]
    doubt = load_doubt(seen, contract.latency.achieved_ratio) if measured else ""
    examined = sum(journey.finished for journey in measured)
    return conclude(examined, problems, [doubt] if doubt else [], seen, "no arrival was measured")


def _problem(journey: JourneyMeasured, budget: float) -> Problem | None:
    """Count against all planned arrivals: what was not sent may have gone well."""
    failed = journey.failed - journey.own_errors
    if failed <= budget * journey.planned:
        return None
    kinds = ", ".join(f"{kind} x {count}" for kind, count in journey.failures.items())
    return Problem(
        f"failures of {journey.name}", f"at most {budget:.2%}", f"{failed} of {journey.planned}: {kinds}"
    )

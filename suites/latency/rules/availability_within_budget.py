"""The share of all arrivals that are answered as promised is what the contract says.

Why: availability is promised over everything that users do; journeys that each stay within their own budget
can break it together, and a failed arrival is lost whichever journey it belongs to.
Reference: Google SRE Workbook, chapter 2 (SLIs as ratios of good events to valid events).
Remedy: the failures by journey are in the problem; a few in a thousand under load are mostly connections.
"""

from __future__ import annotations

import math

from gonogo.contract.latency import Latency
from gonogo.core.finding import Problem
from gonogo.core.lateness import Told
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.budgets import conclude
from gonogo.suites.latency.generator import failures_doubt, load_doubt, tell_failures
from gonogo.suites.latency.observations.journeys import Measurement


@rule("latency.availability")
def judge(seen: Measurement, latency: Latency) -> Judgement:
    """Refuse more failures than the availability leaves; too few arrivals to tell are inconclusive."""
    promised = latency.availability or 0.0
    failed = sum(journey.failed - journey.own_errors for journey in seen.journeys)
    lighter = load_doubt(seen, latency.achieved_ratio) or _too_few(seen.planned, promised)
    told = tell_failures(seen.journeys, (1 - promised) * seen.planned, lighter)
    problems = [_problem(seen, failed, promised)] if told is Told.BROKEN else []
    doubts = [lighter or failures_doubt(seen.journeys)] if told is Told.UNTOLD and seen.journeys else []
    examined = sum(journey.finished for journey in seen.journeys)
    return conclude(examined, problems, doubts, seen, "no arrival was measured")


def _too_few(planned: int, promised: float) -> str:
    """Return why so many arrivals cannot show it, empty where one failure less than promised fits in."""
    fewest = math.ceil(round(1 / (1 - promised), 6)) if promised < 1 else 1
    return f"{planned} arrivals were planned, and {promised:.4%} needs {fewest}" if planned < fewest else ""


def _problem(seen: Measurement, failed: int, promised: float) -> Problem:
    kinds = [
        f"{journey.name}: {kind} x {count}"
        for journey in seen.journeys
        for kind, count in journey.failures.items()
    ]
    observed = f"{1 - failed / seen.planned:.3%}, {failed} of {seen.planned} failed: {', '.join(kinds)}"
    return Problem("all journeys together", f"at least {promised:.3%}", observed)

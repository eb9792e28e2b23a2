"""The median of each journey is within its budget.

Why: the median is what most users see; a release that adds a query to every request moves it first.
Reference: Google SRE Book, chapter 4 (distributions, not averages).
Remedy: profile the route at the planned rate; a median that moved is work added to every request.
"""

from __future__ import annotations

from gonogo.contract.latency import Latency
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.budgets import judge_quantile
from gonogo.suites.latency.observations.journeys import Measurement


@rule("latency.p50")
def judge(seen: Measurement, latency: Latency) -> Judgement:
    """Refuse a journey whose p50 from the intended start is over its budget."""
    return judge_quantile(seen, latency, "p50")

"""The 95th percentile of each journey is within its budget.

Why: one request of twenty is what a user meets in a single visit; saturation and locks show here while the
median stays.
Reference: Google SRE Book, chapter 4; Dean and Barroso, The Tail at Scale, 2013.
Remedy: look in the timeline for seconds that are slow as a whole; compare pool sizes with the planned rate.
"""

from __future__ import annotations

from gonogo.contract.latency import Latency
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.budgets import judge_quantile
from gonogo.suites.latency.observations.journeys import Measurement


@rule("latency.p95")
def judge(seen: Measurement, latency: Latency) -> Judgement:
    """Refuse a journey whose p95 from the intended start is over its budget."""
    return judge_quantile(seen, latency, "p95")

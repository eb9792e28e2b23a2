"""The 99th percentile of each journey is within its budget.

Why: a stall of two seconds hits every arrival that falls into it; a client that waits for its own answers
stops sending then, and sees one slow request.
Reference: wrk2's README on coordinated omission; YCSB issue 731.
Remedy: find the stall in the timeline: a blocking call on the event loop, a pause of the collector, a lock.
"""

from __future__ import annotations

from gonogo.contract.latency import Latency
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.budgets import judge_quantile
from gonogo.suites.latency.observations.journeys import Measurement


@rule("latency.p99")
def judge(seen: Measurement, latency: Latency) -> Judgement:
    """Refuse a journey whose p99 from the intended start is over its budget."""
    return judge_quantile(seen, latency, "p99")

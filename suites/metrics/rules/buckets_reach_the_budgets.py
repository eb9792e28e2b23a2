"""The buckets of the durations reach as far as the longest latency budget.

Why: no quantile is ever above the last finite bound; where that lies below a budget, the service's own
histogram says that it is kept however late the answers are, and whatever is late is one number.
Reference: Prometheus, "Histograms and summaries" (errors of quantile estimation); client_python,
DEFAULT_BUCKETS.
Remedy: add bounds up to beyond the longest budget, best up to the longest deadline.
"""

from __future__ import annotations

import math

from gonogo.contract.latency import Latency
from gonogo.contract.metrics import DurationHistogram
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.layouts import layouts, said
from gonogo.suites.metrics.observations.scrapes import Scrapes


@rule("metrics.durations", "latency.journeys")
def judge(seen: Scrapes, durations: DurationHistogram, latency: Latency) -> Judgement:
    """Refuse a last finite bound below the longest budget; a summary has no bounds, and no such end."""
    longest = max((s for journey in latency.journeys for s in journey.budgets.values()), default=0.0)
    examined, problems = 0, []
    for scrape, exposition in expositions(seen):
        found = layouts(exposition).get(durations.series, set())
        examined += len(found) or (exposition.types.get(durations.series) == "summary")
        problems += [
            Problem(
                f"{durations.series} at {scrape.source}", f"a bound of {longest:g} s or more", said(bounds)
            )
            for bounds in sorted(found)
            if max((b for b in bounds if b < math.inf), default=0.0) < longest
        ]
    reason = f"no scrape has a histogram {durations.series}" if longest else "no journey has a budget"
    return Judgement(examined if longest else 0, tuple(dict.fromkeys(problems)), reason)

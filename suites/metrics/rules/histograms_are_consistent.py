"""The parts of every histogram agree with each other.

Why: quantiles are computed from cumulative buckets up to +Inf; a histogram that breaks one of these rules
gives a number that looks like a latency and is none.
Reference: Prometheus, "Exposition formats", histograms and summaries; OpenMetrics 1.0.0, histogram.
Remedy: let the client library's histogram write them; give a custom collector cumulative counts and +Inf.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import histogram_faults
from gonogo.suites.metrics.judging import as_problems, expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes
from gonogo.suites.metrics.sums import sum_faults


@rule("metrics.histograms")
def judge(seen: Scrapes) -> Judgement:
    """Refuse a missing +Inf, a _count beside it, buckets that fall, and a sum that they cannot have."""
    examined, bodies = 0, expositions(seen)
    problems: list[Problem] = []
    for scrape, exposition in bodies:
        found, faults = histogram_faults(exposition)
        examined += found
        faults += sum_faults(exposition)
        problems += as_problems(f"{scrape.source} for {scrape.wanted}", faults)
    if not bodies:
        return Judgement.cannot_tell("no scrape answered 200")
    return Judgement(examined, tuple(problems), "no scrape held a histogram", {"histograms": examined})

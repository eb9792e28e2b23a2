"""No counter is negative, infinite or without a number.

Why: a counter counts up from zero; a negative one is read as a reset, and NaN or infinity poisons every rate
and sum over it; neither the text parser nor promtool refuses it.
Reference: OpenMetrics 1.0.0, counter ("MUST be non-NaN and non-negative").
Remedy: expose what can fall as a gauge; never add a difference that can be negative to a counter.
"""

from __future__ import annotations

import math

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.read import Exposition
from gonogo.suites.metrics.exposition.sample import Sample
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes


@rule("metrics.counters")
def judge(seen: Scrapes) -> Judgement:
    """Refuse counters, buckets and counts that are not a number of zero or above."""
    bodies = expositions(seen)
    found = [(scrape, sample) for scrape, exposition in bodies for sample in _counters(exposition)]
    problems = tuple(
        Problem(f"{sample.series} at {scrape.source}", "zero or above", f"{sample.value:g}")
        for scrape, sample in found
        if not 0 <= sample.value < math.inf
    )
    if not bodies:
        return Judgement.cannot_tell("no scrape answered 200")
    return Judgement(len(found), problems, "no scrape held a counter", {"counters": len(found)})


def _counters(exposition: Exposition) -> tuple[Sample, ...]:
    """Return counters, buckets and counts; where no type at all is stated, what is named as a counter."""
    untyped = () if exposition.types else exposition.samples
    return (*exposition.counters(), *(sample for sample in untyped if sample.name.endswith("_total")))

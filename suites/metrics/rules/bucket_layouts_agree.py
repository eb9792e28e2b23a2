"""A histogram has the same bucket bounds everywhere.

Why: quantiles are computed over the sum of all replicas; where one of them has another layout, the sum is a
valid histogram that says 50 % under a bound when the truth is 100 %, and nothing reports an error.
Reference: Prometheus, "Histograms and summaries", quantile estimation; OpenMetrics 1.0.0, histogram.
Remedy: change bounds under a new name, or in all replicas at once; read them from one constant.
"""

from __future__ import annotations

from collections import defaultdict

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.layouts import layouts, said
from gonogo.suites.metrics.observations.scrapes import Scrapes


@rule("metrics.histograms")
def judge(seen: Scrapes) -> Judgement:
    """Refuse a family with more than one layout over label sets, processes and formats."""
    places: dict[str, dict[tuple[float, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
    bodies = expositions(seen)
    for scrape, exposition in bodies:
        for family, found in layouts(exposition).items():
            for bounds in found:
                places[family][bounds].add(scrape.source)
    if not bodies:
        return Judgement.cannot_tell("no scrape answered 200")
    problems = tuple(_problem(family, found) for family, found in places.items() if len(found) > 1)
    return Judgement(len(places), problems, "no scrape held a histogram", {"histogram families": len(places)})


def _problem(family: str, found: dict[tuple[float, ...], set[str]]) -> Problem:
    common = set.intersection(*(set(bounds) for bounds in found))
    differing = [
        f"{', '.join(sorted(sources))}: {said(tuple(b for b in bounds if b not in common)) or 'no other'}"
        for bounds, sources in sorted(found.items())
    ]
    return Problem(family, "one set of bucket bounds", f"beside the common ones {'; '.join(differing)}")

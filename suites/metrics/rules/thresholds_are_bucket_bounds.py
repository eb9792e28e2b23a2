"""Every latency objective is the bound of a bucket.

Why: the share of requests within an objective is read from the bucket at that very bound; without it the
expression returns nothing, an alert on it never fires, and an interpolation guesses.
Reference: Prometheus, "Histograms and summaries", Apdex score and objectives ("strictly requires a bucket
boundary").
Remedy: add each objective to the bounds of its histogram before the objective is written into a rule.
"""

from __future__ import annotations

from gonogo.contract.metrics import Metrics
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.layouts import layouts, said
from gonogo.suites.metrics.observations.scrapes import Scrapes


@rule("metrics.thresholds")
def judge(seen: Scrapes, metrics: Metrics) -> Judgement:
    """Refuse a promised threshold that is no bound of its histogram at some process."""
    bodies, problems, examined = expositions(seen), [], 0
    for scrape, exposition in bodies:
        found = layouts(exposition)
        for family, thresholds in metrics.thresholds.items():
            examined += len(thresholds)
            for threshold in thresholds:
                where = f"{family} at {scrape.source} for {scrape.wanted}"
                expected = f'a bucket le="{threshold:g}"'
                if family not in found:
                    problems.append(Problem(where, expected, "no such histogram"))
                problems += [
                    Problem(where, expected, said(bounds))
                    for bounds in found.get(family, ())
                    if threshold not in bounds
                ]
    return Judgement(examined, tuple(problems))

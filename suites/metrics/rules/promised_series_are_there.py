"""Every process exposes every series that the contract names.

Why: an alert or a dashboard on a series that is not there says nothing, which looks like nothing is wrong.
Reference: Prometheus, "Instrumentation", avoid missing metrics; pint, promql/series.
Remedy: export the series with a value from the start on, before the first event that changes it.
"""

from __future__ import annotations

from gonogo.contract.metrics import Metrics
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes


@rule("metrics.series")
def judge(seen: Scrapes, metrics: Metrics) -> Judgement:
    """Refuse a body without one of the sample names; OpenMetrics may add `_total` to a counter."""
    bodies, problems = expositions(seen, at_once=True), []
    for scrape, exposition in bodies:
        names = {sample.name for sample in exposition.samples}
        problems += [
            Problem(f"{name} at {scrape.source} for {scrape.wanted}", "at least one sample", "none")
            for name in metrics.series
            if not names & {name, f"{name}_total"}
        ]
    if not bodies:
        return Judgement.cannot_tell(f"no scrape of {metrics.path} answered 200")
    return Judgement(len(bodies) * len(metrics.series), tuple(problems))

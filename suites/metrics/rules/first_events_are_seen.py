"""Each kind of known request has its series before the first one is counted.

Why: a series that begins at 1 has no rise that a rate could show: the first error after a start, and of a
rare kind the only one, is seen by no alert.
Reference: Prometheus, "Instrumentation", avoid missing metrics; pint, promql/series.
Remedy: create the label sets of every route and documented status when the process starts.
"""

from __future__ import annotations

from gonogo.contract.base import Request
from gonogo.contract.metrics import Metrics, RequestCounter, Traffic
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes


@rule("metrics.requests.announced", "traffic")
def judge(seen: Scrapes, requests: RequestCounter, traffic: Traffic, metrics: Metrics) -> Judgement:
    """Refuse a method, route and status of the known traffic without a series at some process."""
    bodies, problems = expositions(seen, at_once=True), []
    wanted = sorted({_labels(request, requests) for request in traffic.requests})
    for scrape, exposition in bodies:
        series = [set(sample.labels) for sample in exposition.samples if sample.name == requests.series]
        problems += [
            Problem(
                f"{' '.join(v for _, v in labels)} at {scrape.source} for {scrape.wanted}", "a series", "none"
            )
            for labels in wanted
            if not any(set(labels) <= there for there in series)
        ]
    if not bodies:
        return Judgement.cannot_tell(f"no scrape of {metrics.path} answered 200")
    return Judgement(len(bodies) * len(wanted), tuple(problems))


def _labels(request: Request, counter: RequestCounter) -> tuple[tuple[str, str], ...]:
    """Return the labels by which the request is counted."""
    route = request.route or request.path.partition("?")[0]
    values = ((counter.method, request.method), (counter.route, route), (counter.status, str(request.status)))
    return tuple((name, value) for name, value in values if name)

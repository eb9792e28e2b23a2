"""A scrape stays within the limits of its collector.

Why: a scrape over a size or sample limit, or over the time-out, is dropped as a whole: every graph and alert
of the service goes blind at once, and mostly when it is busy.
Reference: Prometheus, "Configuration", sample_limit, body_size_limit, scrape_timeout; sglang issue 31193.
Remedy: bound label values; drop series that nobody reads; state the limits that the collector sets.
"""

from __future__ import annotations

from gonogo.contract.metrics import Metrics
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes


@rule("metrics")
def judge(seen: Scrapes, metrics: Metrics) -> Judgement:
    """Refuse more samples, bytes or seconds than the contract grants one scrape."""
    bodies, problems = expositions(seen), []
    for scrape, exposition in bodies:
        measured = {
            "samples": (len(exposition.samples), metrics.scrape_samples),
            "bytes": (len(scrape.body.encode(errors="replace")), metrics.scrape_bytes),
            "seconds": (scrape.seconds, metrics.scrape_seconds),
        }
        problems += [
            Problem(
                f"{scrape.source} for {scrape.wanted}", f"at most {most:g} {unit}", f"{found:.10g} {unit}"
            )
            for unit, (found, most) in measured.items()
            if found > most
        ]
    if not any(exposition.samples for _, exposition in bodies):
        return Judgement.cannot_tell(f"no scrape of {metrics.path} answered 200 with a sample")
    largest = max(len(exposition.samples) for _, exposition in bodies)
    return Judgement(3 * len(bodies), tuple(problems), evidence={"most samples": largest})

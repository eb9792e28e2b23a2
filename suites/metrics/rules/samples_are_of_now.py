"""No sample carries a time that its collector throws away.

Why: Prometheus stores nothing that is an hour old or ten minutes ahead, and says so nowhere but in a counter
of its own: the target is up, its series are not there, and no alert on them fires.
Reference: Prometheus, "Writing exporters" (no timestamps on what is exposed); tsdb, samples out of bounds.
Remedy: leave the time out; say when a value was last read by a gauge of its own, in seconds of 1970.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Sample
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrape, Scrapes

_OLDEST_SECONDS = 3600.0
_AHEAD_SECONDS = 600.0
_SHOWN = 10


@rule("metrics")
def judge(seen: Scrapes) -> Judgement:
    """Refuse a time that is further from the scrape than Prometheus allows."""
    bodies = expositions(seen)
    problems = [
        _problem(scrape, sample, late)
        for scrape, exposition in bodies
        for sample in exposition.samples
        if (late := _late(sample, scrape))
    ]
    examined = sum(len(exposition.samples) for _, exposition in bodies)
    return Judgement(examined, tuple(problems[:_SHOWN]), "no scrape answered 200 with a sample")


def _late(sample: Sample, scrape: Scrape) -> float:
    """Return by how many seconds a sample is too old (above 0) or too early, 0 where it is neither."""
    age = scrape.at - sample.time if sample.time is not None else 0.0
    return age if not -_AHEAD_SECONDS <= age <= _OLDEST_SECONDS else 0.0


def _problem(scrape: Scrape, sample: Sample, late: float) -> Problem:
    where = f"{sample.series} at {scrape.source} for {scrape.wanted}"
    said = f"{abs(late):.0f} s {'before' if late > 0 else 'after'} the scrape: Prometheus throws it away"
    return Problem(where, "a time of the last hour, or none", said)

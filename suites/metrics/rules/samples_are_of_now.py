"""No sample and no exemplar carries a time at which nobody finds it.

Why: Prometheus stores nothing that is an hour old or ten minutes ahead, and says so nowhere but in a counter
of its own: the target is up, its series are not there, and no alert on them fires. An exemplar of the year
50,000 is kept, and shown nowhere.
Reference: Prometheus, "Writing exporters" (no timestamps on what is exposed); tsdb, samples out of bounds.
Remedy: leave the time out; say when a value was last read by a gauge of its own, in seconds of 1970.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Sample
from gonogo.suites.metrics.judging import expositions, format_of
from gonogo.suites.metrics.observations.scrapes import Scrape, Scrapes

_OLDEST_SECONDS = 3600.0
_AHEAD_SECONDS = 600.0
_SHOWN = 10
_EXEMPLAR = re.compile(r" # \{[^\n]*\} [^ \n]+ (?P<time>[0-9.e+]+)$", re.MULTILINE)


@rule("metrics")
def judge(seen: Scrapes) -> Judgement:
    """Refuse a time that is further from the scrape than Prometheus allows; an exemplar may be old."""
    bodies = expositions(seen)
    problems = [
        _problem(scrape, sample, late)
        for scrape, exposition in bodies
        for sample in exposition.samples
        if (late := _late(sample, scrape))
    ]
    problems += [problem for scrape, _ in bodies for problem in _exemplars(scrape)]
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


def _exemplars(scrape: Scrape) -> Iterator[Problem]:
    """Give each exemplar of OpenMetrics that is ahead of the scrape: mostly one in milliseconds."""
    for found in _EXEMPLAR.finditer(scrape.body if format_of(scrape) == "openmetrics" else ""):
        ahead = float(found["time"]) - scrape.at
        if ahead > _AHEAD_SECONDS:
            where = f"an exemplar at {scrape.source} for {scrape.wanted}"
            said = f"{found['time']}, {ahead:.0f} s after the scrape"
            yield Problem(where, "a time in seconds of 1970 that has been, or none", said)

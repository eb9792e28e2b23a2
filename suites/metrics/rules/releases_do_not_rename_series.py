"""Which release runs is said by one series, and not by a label of them all.

Why: with each release every series ends and another one begins; what counts over a release or waits for a
while starts anew, and the collector keeps both for hours.
Reference: OpenMetrics 1.0.0, info metrics and target metadata.
Remedy: expose one `…_info` series with version and revision, and join with it where a graph needs them.
"""

from __future__ import annotations

import re

from gonogo.core.finding import Problem, Severity
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Exposition
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes

_RELEASE = ("version", "release", "revision", "commit", "sha", "git_sha", "build", "image", "image_tag")
_INTERFACE = re.compile(r"v?\d{1,2}")  # a version of an interface, which outlives releases


@rule("metrics", severity=Severity.ADVISORY)
def judge(seen: Scrapes) -> Judgement:
    """Refuse a label of the release, with one value, on most families."""
    examined, problems = 0, []
    for scrape, exposition in expositions(seen):
        families, by_label = _families(exposition)
        examined += families
        problems += [
            Problem(
                f"{scrape.source} for {scrape.wanted}",
                "one …_info series",
                f'{name}="{value}" on {n} families',
            )
            for (name, value), n in sorted(by_label.items())
            if 2 * n > families
        ]
    return Judgement(examined, tuple(problems), "no scrape answered 200")


def _families(exposition: Exposition) -> tuple[int, dict[tuple[str, str], int]]:
    """Return how many families there are beside …_info, and how many carry each label of a release."""
    samples = [sample for sample in exposition.samples if not sample.name.endswith("_info")]
    pairs = {
        (exposition.family(s.name), name, value)
        for s in samples
        for name, value in s.labels
        if name in _RELEASE
    }
    found: dict[tuple[str, str], int] = {}
    for _, name, value in pairs:
        if not _INTERFACE.fullmatch(value):
            found[name, value] = found.get((name, value), 0) + 1
    return len({exposition.family(sample.name) for sample in samples}), found

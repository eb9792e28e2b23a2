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

_RELEASE = re.compile(
    r"(?:app|application|service|svc|software)_?(?:version|release|revision|build|commit)"
    r"|(?:git|source|src|code|vcs|scm)_?(?:version|revision|rev|ref|tag|commit|sha|hash|commit_(?:sha|hash|id))"
    r"|(?:build|release|commit|revision|image|deploy|deployment)_?(?:id|number|num|version|tag|sha|hash|digest)"
    r"|(?:rollouts_)?pod_template_(?:hash|generation)|controller_revision_hash|helm_(?:sh_)?chart"
    r"|(?:app_kubernetes_io|product|package|artifact|assembly)_version"
    r"|version|release|revision|commit|sha|build|image"
)
_INTERFACE = re.compile(r"v?\d{1,2}")  # a version of an interface, which outlives releases
_RUNTIMES = ("go_", "process_", "promhttp_", "python_", "jvm_", "nodejs_", "dotnet_")
"""Of families that a library makes by itself no service chooses the labels: they tell neither way."""


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
            if n > 1 and 2 * n > families
        ]
    return Judgement(examined, tuple(problems), "no scrape showed a family of the service's own")


def _families(exposition: Exposition) -> tuple[int, dict[tuple[str, str], int]]:
    """Return how many families there are beside …_info, and how many carry each label of a release."""
    samples = [
        sample
        for sample in exposition.samples
        if not sample.name.endswith("_info") and not sample.name.startswith(_RUNTIMES)
    ]
    pairs = {
        (exposition.family(s.name), name, value)
        for s in samples
        for name, value in s.labels
        if _RELEASE.fullmatch(name.lower())
    }
    found: dict[tuple[str, str], int] = {}
    for _, name, value in pairs:
        if name != "version" or not _INTERFACE.fullmatch(value):
            found[name, value] = found.get((name, value), 0) + 1
    return len({exposition.family(sample.name) for sample in samples}), found

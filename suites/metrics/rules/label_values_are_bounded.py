"""No label value is of a kind that never ends: an identifier, a moment, a person, an address.

Why: each new value is a new series that the collector keeps for hours; with a value for each request, user or
release it runs out of memory, and no aggregation over the label says anything.
Reference: Prometheus, "Instrumentation", do not overuse labels; OpenMetrics 1.0.0, "Label".
Remedy: put identifiers into logs and traces, or into an exemplar; keep labels to values that can be listed.
"""

from __future__ import annotations

import re

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Exposition, Sample
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes

_ENDLESS = {
    "a UUID": re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE),
    "a moment": re.compile(
        r"(?<![\w.])(?:1[5-9]\d{8}(?:\d{3})?(?!\d)|20\d\d-[01]\d-[0-3]\d[T ][0-2]\d:\d\d)"
    ),
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
}
_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}:\d{2,5}\b")  # a few of the server's own are no harm
_IDENTITY = "_info"  # one series that says who the process is may say it in full
_NUMBERS = ("le", "quantile")  # bounds, as many as the layout has, and long where they were computed


@rule("metrics")
def judge(seen: Scrapes) -> Judgement:
    """Refuse UUIDs, moments and e-mail addresses outside of …_info, and addresses that become more."""
    examined, problems = 0, []
    known: dict[tuple[str, str, str], set[str]] = {}
    for scrape, exposition in expositions(seen):
        examined += len(exposition.samples)
        addresses = _addresses(exposition)
        problems += [
            _problem(sample.name, scrape.source, what, (name, value))
            for sample in exposition.samples
            for name, value in _labels(sample)
            for what, pattern in _ENDLESS.items()
            if pattern.search(value)
        ]
        problems += [
            _problem(family, scrape.source, "an address that no scrape before this one had", (name, value))
            for (family, name), values in addresses.items()
            for value in sorted(values - known.get((scrape.source, family, name), values))
        ]
        for (family, name), values in addresses.items():
            known.setdefault((scrape.source, family, name), set()).update(values)
    return Judgement(examined, tuple(problems[:20]))


def _labels(sample: Sample) -> list[tuple[str, str]]:
    identity = sample.name.endswith(_IDENTITY)
    return [] if identity else [(name, value) for name, value in sample.labels if name not in _NUMBERS]


def _addresses(exposition: Exposition) -> dict[tuple[str, str], set[str]]:
    """Return the values that hold an address with its port, by sample name and label."""
    found: dict[tuple[str, str], set[str]] = {}
    for sample in exposition.samples:
        for name, value in _labels(sample):
            if _ADDRESS.search(value):
                found.setdefault((sample.name, name), set()).add(value)
    return found


def _problem(family: str, source: str, what: str, label: tuple[str, str]) -> Problem:
    name, value = label
    return Problem(f"{family} at {source}", "label values that can be listed", f'{what}: {name}="{value}"')

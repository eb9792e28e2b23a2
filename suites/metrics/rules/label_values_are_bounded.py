"""No label value is of a kind that never ends: an identifier, a moment, a person, an address.

Why: each new value is a new series that the collector keeps for hours; with a value for each request, user or
release it runs out of memory, and no aggregation over the label says anything.
Reference: Prometheus, "Instrumentation", do not overuse labels; OpenMetrics 1.0.0, "Label".
Remedy: put identifiers into logs and traces, or into an exemplar; keep labels to values that can be listed.
"""

from __future__ import annotations

import re

from suites.core.contract import Contract
from suites.core.finding import Problem
from suites.core.rule import Judgement, rule
from suites.metrics.judging import expositions
from suites.metrics.observations import Scrapes

_ENDLESS = {
    "a UUID": re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE),
    "a moment": re.compile(
        r"(?<![\w.])(?:1[5-9]\d{8}(?:\d{3})?(?!\d)|20\d\d-[01]\d-[0-3]\d[T ][0-2]\d:\d\d)"
    ),
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    "an address with its port": re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}:\d{2,5}\b"),
}
_IDENTITY = "_info"  # one series that says who the process is may say it in full
_NUMBERS = ("le", "quantile")  # bounds, as many as the layout has, and long where they were computed


@rule("metrics")
def judge(seen: Scrapes, contract: Contract) -> Judgement:
    """Refuse UUIDs, moments, e-mail addresses and addresses with ports outside of …_info."""
    examined, problems = 0, []
    for scrape, exposition in expositions(seen):
        for sample in exposition.samples:
            examined += 1
            if sample.name.endswith(_IDENTITY):
                continue
            problems += [
                Problem(
                    f"{sample.name} at {scrape.source}",
                    "label values that can be listed",
                    f'{what}: {name}="{value}"',
                )
                for name, value in sample.labels
                for what, pattern in _ENDLESS.items()
                if name not in _NUMBERS and pattern.search(value)
            ]
    return Judgement(examined, tuple(problems[:20]))

"""No label has values of a kind that never ends: identifiers, moments, persons, addresses.

Why: each new value is a new series that the collector keeps for hours; with a value for each request, user or
release it runs out of memory, and no aggregation over the label says anything.
Reference: Prometheus, "Instrumentation", do not overuse labels; OpenMetrics 1.0.0, "Label".
Remedy: put identifiers into logs and traces, or into an exemplar; keep labels to values that can be listed.
"""

from __future__ import annotations

import re

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.exposition.checks import Exposition
from gonogo.suites.metrics.judging import expositions
from gonogo.suites.metrics.observations.scrapes import Scrapes

_ADDRESS = "address"
_ENDLESS = {
    "UUID": re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE),
    "moment": re.compile(r"(?<![\w.])(?:1[5-9]\d{8}(?:\d{3})?(?!\d)|20\d\d-[01]\d-[0-3]\d[T ][0-2]\d:\d\d)"),
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
    _ADDRESS: re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}:\d{2,5}\b"),
}
_FEW = 10  # instances, builds, tenants that somebody has listed; of addresses a server has as many as it has
_IDENTITY = "_info"  # one series that says who the process is may say it in full
_NUMBERS = ("le", "quantile")  # bounds, as many as the layout has, and long where they were computed
_STARTED = re.compile(r"(?:\w+_)?process_start_time_seconds")  # namespaces may precede it
Place = tuple[str, str, str]  # sample name, label, kind


@rule("metrics")
def judge(seen: Scrapes) -> Judgement:
    """Refuse UUIDs, moments and addresses of a label that become more, or are more than a few."""
    examined, problems = 0, []
    known: dict[tuple[str, float | None, Place], set[str]] = {}
    for scrape, exposition in expositions(seen):
        examined += len(exposition.samples)
        for place, values in _endless(exposition).items():
            process = (scrape.source, _started(exposition), place)
            before = known.get(process, values)
            new = sorted(values - before)
            many = len(values) > _FEW and place[2] != _ADDRESS
            problems += [_problem(scrape.source, place, "that no scrape before had", value) for value in new]
            problems += [_problem(scrape.source, place, f"of {len(values)}", min(values))] if many else []
            known[process] = before | values
    return Judgement(examined, tuple(problems[:20]))


def _started(exposition: Exposition) -> float | None:
    """Return when the process began, where it says so: behind one URL there may be several."""
    return next((s.value for s in exposition.samples if _STARTED.fullmatch(s.name)), None)


def _endless(exposition: Exposition) -> dict[Place, set[str]]:
    """Return the values of each kind, by sample name and label."""
    found: dict[Place, set[str]] = {}
    labels = (
        (sample.name, name, value)
        for sample in exposition.samples
        if not sample.name.endswith(_IDENTITY)
        for name, value in sample.labels
        if name not in _NUMBERS
    )
    for sample_name, name, value in labels:
        for kind, pattern in _ENDLESS.items():
            if pattern.search(value):
                found.setdefault((sample_name, name, kind), set()).add(value)
    return found


def _problem(source: str, place: Place, which: str, value: str) -> Problem:
    family, name, kind = place
    article = "a" if kind in ("UUID", "moment") else "an"
    said = f'{article} {kind} {which}: {name}="{value}"'
    return Problem(f"{family} at {source}", "label values that can be listed", said)

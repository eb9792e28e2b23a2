"""Read the release's alert rules, and what its processes expose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from gonogo.contract.metrics import Metrics, Monitoring
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.suites.metrics.exposition.checks import Exposition, declared_format, read
from gonogo.suites.metrics.exposition.sample import Sample
from gonogo.suites.metrics.observations.alerts import Alert, Alerts
from gonogo.suites.metrics.promql import named_in
from gonogo.suites.metrics.relabelling import dropped, jobs, prefixes
from gonogo.targets.base import Target

_RISES = {
    "counter": ("", "_total"),
    "histogram": ("_bucket", "_count", "_sum"),
    "summary": ("_count", "_sum"),
}
_FALLS = {"gauge": ("",)}


def read_alerts(target: Target, monitoring: Monitoring, metrics: Metrics) -> Alerts:
    """Read each file of the source; scrape each process once."""
    alerts, unread = rules_of(target.source, monitoring)
    bodies = [_exposed(url, metrics) for url in target.expose]
    exposed = [sample for body in bodies for sample in body.samples]
    names = {sample.name for sample in exposed}
    own = {name for name in names if name.startswith(prefixes(metrics.series))}
    selected = {named.series for alert in alerts for named in named_in(alert.expression)}
    values = {name: _values(name, exposed) for name in sorted(selected & names)}
    counters = {name for body in bodies for name in _named(body, _RISES)}
    gauges = {name for body in bodies for name in _named(body, _FALLS)} - counters
    return Alerts(
        alerts,
        tuple(sorted(names)),
        unread,
        values,
        tuple(sorted(counters)),
        tuple(sorted(gauges)),
        *_collected(target.source, monitoring, own),
    )


def _collected(
    source: Path, monitoring: Monitoring, names: set[str]
) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """Return what the promised configuration throws away, and its jobs; whether it can be read others say."""
    if monitoring.configuration is None:
        return (), None
    try:
        found = yaml.safe_load((source / monitoring.configuration).read_text(encoding="utf-8")) or {}
        return tuple(sorted(dropped(found, names))), jobs(found)
    except (OSError, ValueError, yaml.YAMLError, AttributeError, TypeError, KeyError, re.error):
        return (), None


def rules_of(source: Path, monitoring: Monitoring) -> tuple[tuple[Alert, ...], tuple[str, ...]]:
    """Return every rule of the promised files, and the files that do not parse."""
    alerts: list[Alert] = []
    unread = []
    for name in monitoring.rules:
        try:
            alerts += _rules(name, source / name)
        except (OSError, ValueError, yaml.YAMLError, AttributeError, TypeError):
            unread.append(name)
    return tuple(alerts), tuple(unread)


def _values(name: str, exposed: list[Sample]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for sample in exposed:
        for label, value in sample.labels if sample.name == name else ():
            found.setdefault(label, set()).add(value)
    return {label: tuple(sorted(values)) for label, values in sorted(found.items())}


def _rules(file: str, path: Path) -> Iterator[Alert]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for group in found.get("groups") or ():
        for one in group.get("rules") or ():
            both = {**(group.get("labels") or {}), **(one.get("labels") or {})}
            labels = {str(k): str(v) for k, v in both.items()}
            recorded = str(one.get("record") or "")
            name, expression = str(one.get("alert") or recorded), str(one.get("expr") or "")
            yield Alert(file, name, expression, recorded, labels, str(one.get("for") or ""))


def _exposed(url: str, metrics: Metrics) -> Exposition:
    answer = scrape(below(url, metrics.path))
    if answer.status != 200 or answer.error:
        return Exposition((), ())
    openmetrics = declared_format(answer.header("content-type") or "") == "openmetrics"
    return read(answer.text, openmetrics=openmetrics)


def _named(body: Exposition, kinds: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Give the names of the samples that are such a part of such a type."""
    for sample in body.samples:
        family = body.family(sample.name)
        if sample.name[len(family) :] in kinds.get(body.types.get(family, ""), ()):
            yield sample.name

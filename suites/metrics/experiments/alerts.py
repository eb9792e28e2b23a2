"""Read the release's alert rules, and what its processes expose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from gonogo.contract.metrics import Metrics, Monitoring
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.metrics.exposition.checks import declared_format, read
from gonogo.suites.metrics.observations.alerts import Alert, Alerts
from gonogo.targets.base import Target


def read_alerts(target: Target, monitoring: Monitoring, metrics: Metrics) -> Alerts:
    """Read each file of the source; scrape each process once."""
    alerts, unread = rules_of(target.source, monitoring)
    exposed = {name for url in target.expose for name in _exposed(url, metrics)}
    return Alerts(alerts, tuple(sorted(exposed)), unread)


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


def _rules(file: str, path: Path) -> Iterator[Alert]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for group in found.get("groups") or ():
        for one in group.get("rules") or ():
            both = {**(group.get("labels") or {}), **(one.get("labels") or {})}
            labels = {str(k): str(v) for k, v in both.items()}
            recorded = str(one.get("record") or "")
            yield Alert(file, str(one.get("alert") or recorded), str(one.get("expr") or ""), recorded, labels)


def _exposed(url: str, metrics: Metrics) -> set[str]:
    answer = probe(below(url, metrics.path), headers={"Accept": "text/plain;version=0.0.4"})
    if answer.status != 200 or answer.error:
        return set()
    openmetrics = declared_format(answer.header("content-type") or "") == "openmetrics"
    return {sample.name for sample in read(answer.text, openmetrics=openmetrics).samples}

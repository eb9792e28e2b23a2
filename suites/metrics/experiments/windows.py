"""Read how often the collector scrapes each job, and how often it evaluates each rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from gonogo.contract.metrics import Monitoring
from gonogo.suites.metrics.alerting.routes import seconds
from gonogo.suites.metrics.observations.windows import Timed, Windows
from gonogo.targets.base import Target

_DEFAULT = "1m"  # of Prometheus, for both
_DURATION = re.compile(r"(?:\d+(?:ms|[smhdwy]))+")
_ODD = (OSError, ValueError, yaml.YAMLError, AttributeError, TypeError, KeyError)


def read_windows(target: Target, monitoring: Monitoring) -> Windows:
    """Read the configuration, and each file of rules."""
    name = str(monitoring.configuration)
    try:
        found = _loaded(target.source / name)
        said = found.get("global") or {}
        scraped, evaluated = _seconds(said.get("scrape_interval")), _seconds(said.get("evaluation_interval"))
        jobs = _jobs(found, scraped)
    except _ODD:
        return Windows((), {}, 0.0, (name,))
    rules: list[Timed] = []
    unread = []
    for file in monitoring.rules:
        try:
            rules += _rules(file, target.source / file, evaluated)
        except _ODD:
            unread.append(file)
    return Windows(tuple(rules), jobs, evaluated, tuple(unread))


def _loaded(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")) or {})


def _jobs(found: Mapping[str, Any], scraped: float) -> dict[str, float]:
    """Return each job's interval; ValueError where some of them stand in files of their own."""
    if found.get("scrape_config_files"):
        raise ValueError("jobs stand in other files")
    return {
        str(job["job_name"]): _seconds(job["scrape_interval"]) if job.get("scrape_interval") else scraped
        for job in found.get("scrape_configs") or ()
    }


def _rules(file: str, path: Path, evaluated: float) -> Iterator[Timed]:
    for group in _loaded(path).get("groups") or ():
        every = _seconds(group["interval"]) if group.get("interval") else evaluated
        for one in group.get("rules") or ():
            recorded = str(one.get("record") or "")
            name, expression = str(one.get("alert") or recorded), str(one.get("expr") or "")
            yield Timed(file, name, expression, recorded, every)


def _seconds(said: Any) -> float:
    """Return the seconds of a duration; ValueError for what is none, as a place that is filled in later."""
    text = str(said or _DEFAULT)
    if not _DURATION.fullmatch(text):
        raise ValueError(f"{text!r} is no duration")
    return seconds(text)

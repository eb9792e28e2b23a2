"""Which series a collector throws away: what `metric_relabel_configs` say of names. Pure.

Source: Prometheus, "Configuration", relabel_config: expressions are anchored, and `(.*)` by default.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

_NAME = ["__name__"]
_ONLY_CHOOSES = ("keep", "drop")
_EVERYBODYS = {"process_", "python_", "go_"}
_NOBODYS = "no_release_has_this_series"


def prefixes(promised: Collection[str]) -> tuple[str, ...]:
    """Return how the names of a release's own series begin, which no other job's do."""
    return tuple(sorted({f"{name.partition('_')[0]}_" for name in promised} - _EVERYBODYS))


def dropped(configuration: Mapping[str, Any], names: Collection[str]) -> set[str]:
    """Return those of a release's own series that a job throws away by their name.

    What is kept of other names alone belongs to a job of somebody else, and a rule for every name throws away
    none of ours by name. Labels that a rule looks at besides, or that one before changes, are not followed.
    """
    return {
        name
        for job in configuration.get("scrape_configs") or ()
        for rule in job.get("metric_relabel_configs") or ()
        if list(rule.get("source_labels") or ()) == _NAME
        for name in _thrown_away(rule, names)
    }


def jobs(configuration: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Return what series may have as their `job`, None where a scrape or a rule may bring others."""
    scraped = configuration.get("scrape_configs") or ()
    if configuration.get("scrape_config_files") or any(map(_may_rename, scraped)):
        return None
    return tuple(str(job["job_name"]) for job in scraped)


def _may_rename(job: Mapping[str, Any]) -> bool:
    rules = [*(job.get("relabel_configs") or ()), *(job.get("metric_relabel_configs") or ())]
    own = [one for many in job.get("static_configs") or () for one in many.get("labels") or ()]
    return bool(job.get("honor_labels") or "job" in own or any(map(_sets_job, rules)))


def _sets_job(rule: Mapping[str, Any]) -> bool:
    changes = str(rule.get("action") or "replace") not in _ONLY_CHOOSES
    return changes and str(rule.get("target_label") or "job") == "job"


def sends(
    rules: Iterable[Mapping[str, Any]],
    labels: Mapping[str, str],
    templates: Collection[str],
    may_have: Callable[[str], bool],
) -> bool:
    """Whether an alert with these labels is sent on by `alert_relabel_configs`.

    What a label decides that its series may bring, or that a rule before has changed, is believed to be.
    """

    def open_(name: str) -> bool:
        return name in templates or (name not in labels and may_have(name))

    for rule in rules:
        action, names = str(rule.get("action") or "replace").lower(), list(rule.get("source_labels") or ())
        if action not in _ONLY_CHOOSES or any(map(open_, names)):
            return True
        value = str(rule.get("separator", ";")).join(labels.get(one, "") for one in names)
        matched = re.fullmatch(f"(?:{rule.get('regex', '(.*)')})", value) is not None
        if matched != (action == "keep"):
            return False
    return True


def _thrown_away(rule: Mapping[str, Any], names: Collection[str]) -> set[str]:
    expression, action = re.compile(f"(?:{rule.get('regex', '(.*)')})"), str(rule.get("action") or "replace")
    met = {name for name in names if expression.fullmatch(name)}
    if action.lower() == "drop" and not expression.fullmatch(_NOBODYS):
        return met
    return {*names} - met if action.lower() == "keep" and met else set()

"""What lists and objects of checks say where nothing is said of the whole. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from gonogo.suites.health.parsed import by_lower_name
from gonogo.suites.health.words import meant, truth

# Where bodies keep their checks, in the names of frameworks.
_CONTAINERS = ("checks", "components", "services", "dependencies", "entries", "results", "indicators")
_CHECK_KEYS = ("status", "state", "health", "healthy", "ready", "ok", "success", "passed", "outcome",
               "ishealthy")  # fmt: skip
# The same where it is known to be a check: elsewhere an update is `available`, and a job has a `result`.
_OF_PARTS = (*_CHECK_KEYS, "result", "up", "alive", "connected", "reachable")
_TRUTHS = ("healthy", "ready", "ok", "ishealthy", "up", "alive", "connected", "reachable")
# What checks by name say, as django-health-check's do: `{"Database": "OK"}`.
_SAID = ("ok", "up", "pass", "passed", "passing", "healthy", "working", "connected", "reachable", "green")
# What no check is called.
_MESSAGES = {"message", "msg", "detail", "description", "reason"}
# What is told beside the checks, and what has to be all the rest then: `{"database": "ok", "version": "11"}`.
_TOLD = {"version", "commit", "build", "revision", "uptime", "uptimeseconds", "timestamp", "time", "hostname",
         "service", "environment", "env"}  # fmt: skip
_STORES = {"database", "db", "postgres", "postgresql", "mysql", "mongo", "mongodb"}
DEPENDENCIES = _STORES | {"cache", "redis", "kafka", "rabbitmq", "queue", "broker", "storage",
                           "elasticsearch", "opensearch"}  # fmt: skip
_ENDS = re.compile(
    r"(?:[a-z0-9]_(?:ready|healthy|alive|ok|up|connected)|[a-z0-9](?:Ready|Healthy|Alive|Ok|Up|Connected))$"
)
# What is not there yet where it is false.
_STEPS = {"started", "initialized", "connected", "loaded", "synced", "migrated", "warm"}


def stated_by_checks(found: Mapping[str, Any]) -> str:
    """Return the worst that checks by name say where an object holds nothing else; else empty."""
    return "" if _MESSAGES & {*by_lower_name(dict(found))} else _worst(map(_check, found.values()))


def stated_by_dependencies(found: Mapping[str, Any]) -> str:
    """Return the same of dependencies by their usual names, beside which a version or the like is told.

    Of truth values by name no other one than that of the store is known to be no setting.
    """
    told = by_lower_name(dict(found))
    named = {name: value for name, value in told.items() if name not in _TOLD and value not in (None, [])}
    if not DEPENDENCIES & {*named}:
        return ""
    if all(isinstance(value, bool) for value in named.values()):
        away = any(named.get(name) is False for name in _STORES)
        return "down" if away else "ok" if all(named.values()) else ""
    return _worst(map(_part, named.values())) if {*named} <= DEPENDENCIES else ""


def stated_by_names(found: Mapping[str, Any]) -> str:
    """Return the worst of truth values whose names end in what they say, where an object holds nothing else.

    As in `{"is_executor_ready": true, "logClientReady": false}`: other names may be settings.
    """
    told = {name: value for name, value in found.items() if name.lower() not in _TOLD}
    if not told or not all(isinstance(value, bool) and _ENDS.search(name) for name, value in told.items()):
        return ""
    return "ok" if all(told.values()) else "down"


def names_failing(found: Mapping[str, Any]) -> bool:
    """Whether a dependency by its usual name fails, or a step of the start is to come."""
    named = by_lower_name(dict(found))
    return any(meant(_flag(named[name]) or "") == "fail" for name in (DEPENDENCIES | _STEPS) & {*named})


def stated_in_container(found: Mapping[str, Any]) -> str:
    """Return the worst that stands under a name for checks: `checks`, `components`, `services`."""
    named = by_lower_name(dict(found))
    return next((said for name in _CONTAINERS if (said := stated_by_all(named.get(name)))), "")


def stated_by_all(checks: Any) -> str:
    """Return the worst of a list of checks or an object of checks by name, truth values among them."""
    said: list[str | None] = []
    if isinstance(checks, list):
        said = [_part(one) if isinstance(one, dict) else "" for one in checks]
    elif isinstance(checks, dict):
        said = [_flag(one) for one in checks.values()]
    words = [word for word in said if word is not None]
    # a service that runs is well, one that is stopped may be none that is needed
    return _worst(said) or ("ok" if words and all(meant(word) == "pass" for word in words) else "")


def _worst(said: Iterable[str | None]) -> str:
    """Return the worst word; empty where one means nothing. What is null was not asked."""
    words = [word for word in said if word is not None]
    meanings = ["" if meant(word) == "pass" and word not in _SAID else meant(word) for word in words]
    if not all(meanings):
        return ""
    return next((words[meanings.index(one)] for one in ("fail", "warn", "pass") if one in meanings), "")


def _flag(value: Any) -> str | None:
    return ("ok" if value else "down") if isinstance(value, bool) else _part(value)


def _part(value: Any) -> str | None:
    return _check(value, _OF_PARTS)


def _check(value: Any, keys: Iterable[str] = _CHECK_KEYS) -> str | None:
    """Return what one check says: a word, an object with a word or a truth value, or a list of such."""
    if isinstance(value, dict):
        named = by_lower_name(value)
        key = next((key for key in keys if key in named), "")
        return _said(key, named[key]) if key else ""
    if isinstance(value, list) and value:
        return stated_by_all(value)
    return value.strip().lower() if isinstance(value, str) else ""


def _said(key: str, value: Any) -> str | None:
    """Return a word; a truth value in one, and so `no` where one is expected. What is null was not asked."""
    told = truth(value) if key in _TRUTHS and isinstance(value, str) else value
    if isinstance(told, bool):
        return "ok" if told else "down"
    return None if value is None else value.strip().lower() if isinstance(value, str) else ""

"""Which routes of Alertmanager's configuration take an alert, and how long each waits. Pure.

Source: Alertmanager, "Configuration", route: an alert enters at the root and goes to the first child that
takes it, and to the next ones where that says `continue`; a node whose children do not take it keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from gonogo.suites.metrics.alerting.intervals import is_always_muted, muted_hours, named
from gonogo.suites.metrics.alerting.matchers import Matcher, matchers
from gonogo.suites.metrics.observations.alarms import Way

_DEFAULT_WAIT, _DEFAULT_INTERVAL = "30s", "5m"
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0, "y": 31536000.0}
_PART = re.compile(r"(\d+)(ms|[smhdwy])")
_INHERITED = ("receiver", "group_wait", "group_by", "group_interval")


def ways(configuration: Mapping[str, Any], labels: Mapping[str, str], now: datetime) -> tuple[Way, ...]:
    """Return the routes that take an alert with these labels; ValueError for what cannot be read."""
    intervals = named(configuration)
    return tuple(
        Way(
            str(route["receiver"]),
            seconds(str(route.get("group_wait") or _DEFAULT_WAIT)),
            is_always_muted(route, intervals, now),
            muted_hours(route, intervals, now),
            tuple(map(str, route.get("group_by") or ())),
            seconds(str(route.get("group_interval") or _DEFAULT_INTERVAL)),
            place,
        )
        for place, route in _taken(configuration["route"], labels, frozenset())
    )


def possible(
    configuration: Mapping[str, Any], labels: Mapping[str, str], unknown: Collection[str]
) -> tuple[str, ...]:
    """Return every receiver to which it may go when labels of which nobody knows have some value."""
    found = _taken(configuration["route"], labels, unknown)
    return tuple(dict.fromkeys(str(route["receiver"]) for _, route in found))


def asked_for(route: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of all labels that a route, and those below it, ask for."""
    below = (asked_for(child) for child in route.get("routes") or ())
    return frozenset(one.label for one in matchers(route)).union(*below)


def seconds(duration: str) -> float:
    """Return the seconds of a duration of Prometheus, such as `1h30m`."""
    return sum(int(number) * _UNITS[unit] for number, unit in _PART.findall(duration))


def _taken(
    route: Mapping[str, Any],
    labels: Mapping[str, str],
    unknown: Collection[str],
    place: tuple[int, ...] = (),
) -> Iterator[tuple[tuple[int, ...], Mapping[str, Any]]]:
    """Give the nodes that keep the alert; what depends on an unknown label may take it or not."""
    kept = True
    for number, child in enumerate(route.get("routes") or ()):
        conditions = matchers(child)
        known = [one for one in conditions if one.label not in unknown]
        if not _all(known, labels):
            continue
        yield from _taken({**_passed_on(route), **_set(child)}, labels, unknown, (*place, number))
        if len(known) == len(conditions):
            kept = False
            if not child.get("continue"):
                return
    if kept:
        yield place, route


def _all(conditions: Sequence[Matcher], labels: Mapping[str, str]) -> bool:
    return all(one.takes(labels) for one in conditions)


def _passed_on(route: Mapping[str, Any]) -> dict[str, Any]:
    return {key: route[key] for key in _INHERITED if route.get(key)}


def _set(child: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in child.items() if value}

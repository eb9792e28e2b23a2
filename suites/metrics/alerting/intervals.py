"""Alertmanager's time intervals: whether a moment lies in one. Pure.

Source: Alertmanager, "Configuration", time_interval. A key that is not there restricts nothing.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_MONTHS = tuple(name.lower() for name in calendar.month_name)
_STEP = timedelta(minutes=15)
_AHEAD = timedelta(days=31)
_WEEK, _HOUR = timedelta(days=7), timedelta(hours=1)


def named(configuration: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the configuration's intervals by their names, those of the old key as well."""
    both = [one for key in ("mute_time_intervals", "time_intervals") for one in configuration.get(key) or ()]
    return {str(one["name"]): one.get("time_intervals") or [] for one in both}


def is_always_muted(route: Mapping[str, Any], intervals: Mapping[str, Any], now: datetime) -> bool:
    """Whether a route tells nobody anything for a month to come, looked at every quarter of an hour."""
    moments = (now + n * _STEP for n in range(_AHEAD // _STEP))
    return _has_intervals(route) and all(_is_muted(route, intervals, moment) for moment in moments)


def muted_hours(route: Mapping[str, Any], intervals: Mapping[str, Any], now: datetime) -> tuple[int, ...]:
    """Return the hours of the week to come in which a route is silent for a quarter of an hour or more."""
    if not _has_intervals(route):
        return ()
    quarters = (n for n in range(_WEEK // _STEP) if _is_muted(route, intervals, now + n * _STEP))
    return tuple(dict.fromkeys(n * _STEP // _HOUR for n in quarters))


def _has_intervals(route: Mapping[str, Any]) -> bool:
    return bool(route.get("mute_time_intervals") or route.get("active_time_intervals"))


def _is_muted(route: Mapping[str, Any], intervals: Mapping[str, Any], moment: datetime) -> bool:
    muted = [one for name in route.get("mute_time_intervals") or () for one in intervals.get(name, ())]
    names = route.get("active_time_intervals") or ()
    active = [one for name in names for one in intervals.get(name, ())]
    return _is_in(moment, muted) or (bool(names) and not _is_in(moment, active))


def _is_in(moment: datetime, intervals: list[dict[str, Any]]) -> bool:
    return any(_lies(moment.astimezone(_zone(one)), one) for one in intervals)


def _zone(interval: Mapping[str, Any]) -> tzinfo:
    """Return its location; UTC is what a container has for its own."""
    with suppress(ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(str(interval.get("location") or "UTC"))
    return UTC


def _lies(moment: datetime, interval: Mapping[str, Any]) -> bool:
    last = calendar.monthrange(moment.year, moment.month)[1]
    values = {
        "weekdays": (moment.isoweekday() % 7, _DAYS),
        "months": (moment.month, _MONTHS),
        "years": (moment.year, ()),
    }
    minute = moment.hour * 60 + moment.minute
    times, days = interval.get("times") or (), interval.get("days_of_month") or ()
    return (
        all(_any_of(value, interval.get(key) or (), words) for key, (value, words) in values.items())
        and (not days or any(_is_day(moment.day, str(one), last) for one in days))
        and (not times or any(_minute(t["start_time"]) <= minute < _minute(t["end_time"]) for t in times))
    )


def _any_of(value: int, ranges: Any, words: tuple[str, ...]) -> bool:
    """Whether a number lies in one of the ranges `a:b`, whose ends may be words."""
    pairs = [[_number(end, words) for end in str(one).split(":")] for one in ranges]
    return not pairs or any(pair[0] <= value <= pair[-1] for pair in pairs)


def _number(text: str, words: tuple[str, ...]) -> int:
    return words.index(text.lower()) if text.lower() in words else int(text)


def _is_day(day: int, text: str, last: int) -> bool:
    """Whether a day of a month lies in a range; days below 0 count from its end."""
    ends = [int(end) + (last + 1 if int(end) < 0 else 0) for end in text.split(":")]
    return ends[0] <= day <= ends[-1]


def _minute(text: str) -> int:
    hours, _, minutes = str(text).partition(":")
    return int(hours) * 60 + int(minutes)

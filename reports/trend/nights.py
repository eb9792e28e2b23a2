"""From runs to nights, and from nights to the series that are looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.reports.entry import Entry

NIGHTS = 90


@dataclass(frozen=True)
class Series:
    """Seconds by night, oldest first; ``budget`` is the last night's, None where there is none."""

    name: str
    dates: tuple[dt.date, ...]
    values: tuple[float, ...]
    budget: float | None = None


@dataclass(frozen=True)
class Place:
    """A service on a target, night by night."""

    service: str
    target: str
    nights: tuple[Entry, ...]


def places(entries: Iterable[Entry]) -> list[Place]:
    """Return each service on each target, that with the most nights first; each run counts once."""
    found: dict[tuple[str, str], dict[str, Entry]] = {}
    for one in entries:
        found.setdefault((one.service, one.target), {})[one.run] = one
    made = [Place(*key, nights(runs.values())) for key, runs in found.items()]
    return sorted(made, key=lambda place: -len(place.nights))


def nights(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the last ninety nights: a date (UTC) with its run of the most rules, of equals the last."""
    chosen: dict[dt.date, Entry] = {}
    for one in sorted(entries, key=lambda entry: entry.started):
        day = date_of(one)
        if day not in chosen or _rules(one) >= _rules(chosen[day]):
            chosen[day] = one
    return tuple(chosen[day] for day in sorted(chosen))[-NIGHTS:]


def date_of(entry: Entry) -> dt.date:
    """Return the date of a run, in UTC."""
    return entry.started.astimezone(dt.UTC).date()


def series(of: Iterable[Entry]) -> list[Series]:
    """Return each quantile of each journey, and each gate's seconds."""
    found: dict[str, list[tuple[dt.date, float]]] = {}
    budgets: dict[str, float | None] = {}
    for night in of:
        for one in night.quantiles:
            name = f"{one.quantile} of {one.journey}"
            found.setdefault(name, []).append((date_of(night), one.seconds))
            budgets[name] = one.budget_seconds
    for night in of:
        for gate, seconds in night.gates.items():
            found.setdefault(f"gate {gate}", []).append((date_of(night), seconds))
    return [
        Series(name, tuple(day for day, _ in rows), tuple(value for _, value in rows), budgets.get(name))
        for name, rows in found.items()
    ]


def _rules(entry: Entry) -> int:
    return entry.scope.get("selected", 0)

"""Label values that came with known traffic, one for each object that it made. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from statistics import median

from gonogo.suites.metrics.observations.scrapes import KnownTraffic, Snapshot

_LABEL = re.compile(r'([a-zA-Z_]\w*)="(.*?)"(?=,[a-zA-Z_]\w*="|\}$)', re.DOTALL)
_DRAWN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}|[0-9A-Z]{26}|\d{10,}")
_NUMBERS = ("le", "quantile")
_STEPS = 9  # so few numbers at one distance from each other may be so by chance
_EVEN = 0.8  # of the steps between numbers that a hash gave, under half are near the middle one
_ONCE = 2.0  # of a value that stands for a kind each of its requests is counted
Place = tuple[str, str]  # sample name, label


def identifiers(seen: KnownTraffic) -> dict[Place, set[str]]:
    """Return the new values that hardly anything was counted under and that look like identifiers."""
    counted: dict[tuple[Place, str], float] = defaultdict(float)
    for before, rest in _around(seen):
        for series in rest.counters.keys() - before.counters.keys():
            name = series.partition("{")[0]
            if name.endswith("_sum"):  # how much, not how often: `_count` says that
                continue
            for label, value in _LABEL.findall(series):
                counted[(name, label), value] += rest.counters[series]
    found: dict[Place, set[str]] = defaultdict(set)
    for (place, value), times in counted.items():
        if place[1] not in _NUMBERS and times <= _ONCE and not _is_known(seen, place, value):
            found[place].add(value)
    return {place: values for place, values in found.items() if _are_identifiers(values)}


def _around(seen: KnownTraffic) -> list[tuple[Snapshot, Snapshot]]:
    """Return the first and the last look at each process."""
    by_source: dict[str, list[Snapshot]] = defaultdict(list)
    for snapshot in seen.snapshots:
        by_source[snapshot.source].append(snapshot)
    return [(looks[0], looks[-1]) for looks in by_source.values() if len(looks) > 1]


def _is_known(seen: KnownTraffic, place: Place, value: str) -> bool:
    """Whether a process had the value before."""
    name, label = place
    pair = f'{label}="{value}"'
    return any(
        series.startswith(f"{name}{{") and pair in series
        for before, _ in _around(seen)
        for series in before.counters
    )


def _are_identifiers(values: set[str]) -> bool:
    """Whether all are drawn, or numbers one after the other or by even steps; a hash's shards are neither."""
    if all(_DRAWN.search(value) for value in values):
        return True
    numbers = sorted(int(found[-1]) for value in values if (found := re.findall(r"\d+", value)))
    if len(numbers) != len(values):
        return False
    return numbers[-1] - numbers[0] < 2 * len(numbers) or _by_even_steps(numbers)


def _by_even_steps(numbers: list[int]) -> bool:
    """Whether each comes about as far behind the one before, as what others are numbered with as well."""
    steps = [after - before for before, after in pairwise(numbers)]
    if len(steps) < _STEPS:
        return False
    middle = median(steps)
    return sum(middle / 2 <= step <= middle * 2 for step in steps) >= _EVEN * len(steps)

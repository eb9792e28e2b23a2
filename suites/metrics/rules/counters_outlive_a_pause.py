"""No counter is set back after a while in which nobody asks for anything.

Why: what forgets a series that nobody touched (a time to live, a timer that clears the registry) counts it
from nothing when it is touched again: of a rare event there is never more than one sample, and no rate.
Reference: OpenMetrics 1.0.0, counter ("MUST be monotonically non-decreasing"; a reset sets Created as well);
prometheus/statsd_exporter issue 353 (rate() over a single sample); AppMetrics issue 207 (each hour).
Remedy: keep each series for as long as its process lives; bound their number by bounded labels, not by time.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.observations.idling import Idling
from gonogo.suites.metrics.conservation import began_anew, fell, in_pairs
from gonogo.suites.metrics.observations.scrapes import Snapshot


@rule("metrics.counters", "latency")
def judge(seen: Idling) -> Judgement:
    """Refuse a lower value of the same process when connections had been idle, or were used again after that.

    It sees what is forgotten within about nine seconds, and what a longer time to live forgets not at all.
    Where replicas end connections there is some traffic meanwhile, and what that touches is not idle.
    """
    compared = [
        (earlier, later, series)
        for two in _two_by_two(seen.counters)
        for earlier, later in in_pairs(two)
        for series in later.counters
        if series in earlier.counters
    ]
    less = {
        f"{series} at {later.source}": (earlier.counters[series], later.counters[series])
        for earlier, later, series in compared
        if fell(earlier.counters[series], later.counters[series]) and not _says_so(earlier, later, series)
    }
    said = f"after {seen.looked_seconds:g} s of rest"
    problems = tuple(
        Problem(where, f"{most:g} or more", f"{value:g} {said}") for where, (most, value) in less.items()
    )
    if not problems and (anew := began_anew(seen.counters)):
        return Judgement.cannot_tell(
            f"every counter of {anew} fell, and no process_start_time_seconds says whether it started again"
        )
    return Judgement(len(compared), problems, "no counter was read twice from one process")


def _two_by_two(snapshots: tuple[Snapshot, ...]) -> Iterator[tuple[Snapshot, Snapshot]]:
    """Give each with every later one of its source: what is gone at rest may be back when it is used."""
    return ((one, last) for one, last in combinations(snapshots, 2) if one.source == last.source)


def _says_so(earlier: Snapshot, later: Snapshot, series: str) -> bool:
    """Whether the series states that it counts since later on, which readers of it take for a reset."""
    return later.created.get(series, 0.0) > earlier.created.get(series, float("inf"))

"""What is new since the run before: rules that went bad, that are mended, and what became slower."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping

from gonogo.reports.entry import PASSED, Entry
from gonogo.reports.history import entry_of
from gonogo.reports.model import Report
from gonogo.reports.summary import outcome, selected_rules

COMPARED = 30
"""So many earlier runs say what is usual."""
FEWEST = 5
"""Fewer earlier runs say nothing of what is usual."""
DEVIATIONS = 4.0
SHARE = 0.25
LEAST_SECONDS = {"experiment": 1.0, "quantile": 0.002}
"""What nobody would call slower, however regular it was before."""

_BAD = ("failed", "error", "inconclusive", "missing")
_NORMAL = 1.4826
"""By which a median absolute deviation of normal values is their standard deviation."""


def news(report: Report) -> dict[str, list[str]]:
    """Return by its label what is told; nothing where no earlier run of the same is kept."""
    before = report.previous
    if before is None:
        return {}
    now = {rule.id: outcome(rule) for rule in selected_rules(report)}
    worse = [i for i, is_now in now.items() if is_now in _BAD and (before.outcome(i) or PASSED) not in _BAD]
    mended = [i for i, is_now in now.items() if is_now not in _BAD and before.outcome(i) in _BAD]
    added = [i for i in now if before.outcome(i) is None and i not in worse]
    gone = [i for i, was in before.outcomes.items() if i not in now and was in _BAD]
    said = {"new": worse, "mended": mended, "slower": list(slower(entry_of(report), report.earlier))}
    said |= {"looked at for the first time": added, "was not good, and was not looked at now": gone}
    return {label: ids for label, ids in said.items() if ids}


def slower(now: Entry, earlier: tuple[Entry, ...]) -> Iterator[str]:
    """Name each experiment and quantile that is slower than it was, worst first among its kind.

    Slower is more than the median of the earlier runs by a quarter, by four standard deviations as the median
    absolute deviation estimates them, and by a second of an experiment or 2 ms of a quantile.
    """
    for kind, values in _values(now).items():
        before = [_values(one)[kind] for one in earlier]
        usual = {name: [one[name] for one in before if name in one] for name in values}
        found = [
            (values[n] - limit, n, limit) for n in values if (limit := _limit(usual[n], kind)) is not None
        ]
        for over, name, _ in sorted(found, reverse=True):
            if over > 0:
                yield _told(name, values[name], usual[name])


def _limit(usual: list[float], kind: str) -> float | None:
    """Return above how many seconds a value is slower, None where too few runs tell."""
    if len(usual) < FEWEST:
        return None
    middle = statistics.median(usual)
    spread = _NORMAL * statistics.median(abs(value - middle) for value in usual)
    return middle + max(SHARE * middle, DEVIATIONS * spread, LEAST_SECONDS[kind])


def _values(entry: Entry) -> Mapping[str, Mapping[str, float]]:
    return {
        "experiment": entry.experiments,
        "quantile": {f"{one.quantile} of {one.journey}": one.seconds for one in entry.quantiles},
    }


def _told(name: str, seconds: float, usual: list[float]) -> str:
    return f"{name}: {seconds:.3g} s, {statistics.median(usual):.3g} s in the {len(usual)} runs before"

"""The two sides of the balance: what was sent, and what was counted. Pure."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise

from gonogo.contract.metrics import RequestCounter
from gonogo.suites.metrics.observations.scrapes import KnownTraffic, Snapshot

Key = tuple[str, str, str]


def sent_of(seen: KnownTraffic, counter: RequestCounter) -> tuple[Counter[Key], frozenset[tuple[str, str]]]:
    """Return how often each (method, route, status) was answered, and the (method, route) left out.

    Left out is what did not always get an answer: nobody knows under which status it was counted, if at all.
    """
    sent: Counter[Key] = Counter()
    unknown = set()
    for each in seen.sent:
        method, route = each.method if counter.method else "", each.route if counter.route else ""
        if each.status is None:
            unknown.add((method, route))
        else:
            sent[method, route, str(each.status) if counter.status else ""] += each.count
    return Counter({key: n for key, n in sent.items() if key[:2] not in unknown}), frozenset(unknown)


def counted_of(seen: KnownTraffic) -> dict[Key, float]:
    """Return by how much the request counter rose over all processes, by (method, route, status)."""
    risen: dict[Key, float] = {}
    for series in seen.requests:
        key = (series.method, series.route, series.status)
        risen[key] = risen.get(key, 0.0) + series.after - series.before
    return {key: by for key, by in risen.items() if by}


def unreadable(seen: KnownTraffic) -> str:
    """Return why the balance cannot be drawn up, empty where it can."""
    unread = sorted({s.source for s in seen.snapshots if s.status != 200 or s.error})
    if not seen.snapshots or not seen.sent:
        return "nothing was sent, or no process could be scraped"
    if unread:
        return f"not every scrape of {', '.join(unread)} answered 200"
    restarted = sorted({source for source in _sources(seen) if _restarted(seen, source)})
    return f"{', '.join(restarted)} started again in the meantime" if restarted else ""


def in_pairs(seen: KnownTraffic) -> list[tuple[Snapshot, Snapshot]]:
    """Return each snapshot with the next one of its source, where one process gave both."""
    return [
        (earlier, later)
        for source in _sources(seen)
        for earlier, later in pairwise([s for s in seen.snapshots if s.source == source])
        if earlier.started == later.started and not _began_anew(earlier, later)
    ]


def _began_anew(earlier: Snapshot, later: Snapshot) -> bool:
    """Whether a process that does not tell its start time lost every count: a restart, and no fault."""
    counting = [series for series, value in earlier.counters.items() if value > 0]
    fell = [series for series in counting if later.counters.get(series, 0.0) < earlier.counters[series]]
    return earlier.started is None and bool(counting) and len(fell) == len(counting)


def _sources(seen: KnownTraffic) -> list[str]:
    return sorted({snapshot.source for snapshot in seen.snapshots})


def _restarted(seen: KnownTraffic, source: str) -> bool:
    """Whether the start time moved and stayed; where it goes back, several processes share one address."""
    times = [s.started for s in seen.snapshots if s.source == source]
    times[2:2] = [read.started for read in seen.at_rest if read.source == source]
    changes = [time for time, _ in groupby(times)]
    return len(changes) > 1 and len(changes) == len(set(changes))

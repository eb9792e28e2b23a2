"""The two sides of the balance: what was sent, and what was counted. Pure.

What a cache says that it gave may be counted or not, and as 304 where it asked whether what it kept is good
(RFC 9111, 4.3).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from gonogo.contract.metrics import RequestCounter
from gonogo.suites.metrics.observations.scrapes import KnownTraffic, Snapshot

Key = tuple[str, str, str]
_UNCHANGED = "304"


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


def cached_of(seen: KnownTraffic, counter: RequestCounter) -> Counter[Key]:
    """Return how many of these answers, by the same, state that a cache gave them."""
    given = tuple(replace(each, count=each.cached) for each in seen.sent)
    return sent_of(replace(seen, sent=given), counter)[0]


def most_of(sent: Counter[Key], cached: Counter[Key], key: Key) -> int:
    """Return how often it may be counted: as sent, and 304 for each answer that a cache has asked about."""
    others = (n for other, n in cached.items() if other[:2] == key[:2] and other != key)
    return sent[key] + (sum(others) if key[2] == _UNCHANGED else 0)


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


def in_pairs(snapshots: Sequence[Snapshot]) -> list[tuple[Snapshot, Snapshot]]:
    """Return each snapshot with the next one of its source, where one process gave both."""
    return [
        (earlier, later)
        for source in sorted({snapshot.source for snapshot in snapshots})
        for earlier, later in pairwise([s for s in snapshots if s.source == source])
        if earlier.started == later.started and not _began_anew(earlier, later)
    ]


def fell(earlier: float, later: float) -> bool:
    """Whether a counter is less than it was; what is no number any more is, what was none before is not."""
    return not later >= earlier and not math.isnan(earlier)


def began_anew(snapshots: Sequence[Snapshot]) -> str:
    """Return the processes whose counters all fell in between, where they do not tell their start."""
    pairs, sources = in_pairs(snapshots), {snapshot.source for snapshot in snapshots}
    excused = {
        source
        for source in sources
        for pair in pairwise([s for s in snapshots if s.source == source])
        if pair not in pairs and pair[0].started is None and pair[1].started is None
    }
    return ", ".join(sorted(excused))


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

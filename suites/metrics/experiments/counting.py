"""Read the counters of every process around known traffic."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from gonogo.contract.metrics import Metrics, RequestCounter
from gonogo.contract.model import Contract
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.instruments.waits import NotYet, Wait, WaitTimeout
from gonogo.suites.metrics.exposition.checks import Exposition, Sample, declared_format, read
from gonogo.suites.metrics.exposition.sample import Labels
from gonogo.suites.metrics.observations.scrapes import ReadAtRest, RequestSeries, Snapshot
from gonogo.targets.base import Target

_STARTED = re.compile(r"(?:\w+_)?process_start_time_seconds")  # namespaces may precede it
_READS_AT_REST = 12  # two workers behind one port all answer as the same one in 1 of 2,048 runs
_ANSWERED = 200
_MEASURED = re.compile(
    r"(?:\w+_)?(?:durations?|elapsed|(?:https?|rpc|grpc|requests?|responses?|query|queries|handler)_(?:latency|time)"
    r"|(?:requests?|responses?|body|payload|file|upload|download)(?:_size)?)_(?:seconds|bytes)(?:_by_\w+)?"
)
"""A time that something takes, or a size: none is below zero, so that no sum of them falls."""
_OF_TWO = re.compile(
    r"(?:^|_)(?:active|chang\w*|correction|delta|deviation|diff\w*|drift|excess|growth|left|offset|remaining"
    r"|saved|savings|skew|until|variance)_"
)
"""How one of two differs from the other, which may be less; or what is under way, of which some ends."""
_DIGITS = 9  # of a sum: several processes' parts are added up in an order that changes
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Reading:
    """A snapshot with the request counter taken out of it, by method, route and status."""

    snapshot: Snapshot
    requests: dict[Key, float]


@dataclass(frozen=True)
class Counting:
    """``sources`` are names and base URLs of the processes."""

    sources: tuple[tuple[str, str], ...]
    contract: Contract

    def snapshots(self, moment: str) -> tuple[Reading, ...]:
        """Scrape every process once."""
        metrics = self.contract.metrics
        return tuple(_read(*source, metrics, moment) for source in self.sources) if metrics else ()

    def settle(self, before: tuple[Reading, ...], sent: int, cached: int = 0) -> tuple[bool, float]:
        """Wait until two reads in a row add up to what was sent; False where the promised time is over.

        What caches gave may be missing from it.
        """
        if self.contract.metrics is None or self.contract.metrics.requests is None:
            return False, 0.0
        began, known = time.monotonic(), self._keys()
        previous = 0.0

        def adds_up() -> bool:
            nonlocal previous
            last, previous = previous, _total(self.snapshots("sent"), known) - _total(before, known)
            if last == previous and sent - cached <= previous <= sent:
                return True
            raise NotYet(f"{previous:g} of {sent} counted")

        try:
            Wait("the counters settle", self.contract.metrics.settles_within_seconds, 0.1).until(adds_up)
        except WaitTimeout:
            return False, time.monotonic() - began  # what is counted now is for the rules to judge
        return True, time.monotonic() - began

    def reads_at_rest(self) -> tuple[ReadAtRest, ...]:
        """Scrape every process several times while nothing of ours is sent."""
        reads = [reading for _ in range(_READS_AT_REST) for reading in self.snapshots("rest")]
        known, back = self._keys(), swung([reading.snapshot for reading in reads])
        return tuple(
            ReadAtRest(s.source, s.status, s.started, _total((reading,), known), swings)
            for reading, swings in zip(reads, back, strict=True)
            for s in [reading.snapshot]
        )

    def request_series(
        self, before: tuple[Reading, ...], after: tuple[Reading, ...]
    ) -> tuple[RequestSeries, ...]:
        """Return each series of the request counter of our routes, with both values."""
        known = self._keys()
        return tuple(
            RequestSeries(now.snapshot.source, *key, was.requests.get(key, 0.0), value)
            for was, now in zip(before, after, strict=True)
            for key, value in now.requests.items()
            if key[:2] in known
        )

    def _keys(self) -> frozenset[tuple[str, str]]:
        """Return method and route labels of our traffic: probes and scrapes by others touch other routes."""
        counter = self.contract.metrics.requests if self.contract.metrics else None
        if counter is None or self.contract.traffic is None:
            return frozenset()
        return frozenset(
            (
                r.method if counter.method else "",
                (r.route or r.path.partition("?")[0]) if counter.route else "",
            )
            for r in self.contract.traffic.requests
        )


def swung(snapshots: list[Snapshot]) -> Iterator[tuple[str, ...]]:
    """Give, for each scrape, the counters that are back where they were before one that showed less.

    What falls and stays low is one process's own fault; what comes back was another process in between.
    """
    highest: dict[tuple[str, float | None], dict[str, float]] = defaultdict(dict)
    lower: dict[tuple[str, float | None], set[str]] = defaultdict(set)
    for seen in snapshots:
        if seen.status != _ANSWERED:
            yield ()
            continue
        known, fallen = highest[seen.source, seen.started], lower[seen.source, seen.started]
        yield tuple(sorted(s for s in fallen if seen.counters.get(s, -1.0) >= known[s]))
        fallen |= {s for s, most in known.items() if seen.counters.get(s, -1.0) < most}
        known |= {s: max(value, known.get(s, value)) for s, value in seen.counters.items()}


def counters_of(target: Target, metrics: Metrics, moment: str) -> tuple[Snapshot, ...]:
    """Scrape every process once, for whoever needs no more than its counters."""
    return tuple(_read(*source, metrics, moment).snapshot for source in sources_of(target))


def sources_of(target: Target) -> list[tuple[str, str]]:
    """Return name and base URL of each process that serves the exposition."""
    names = {replica.url: replica.name for replica in target.replicas}
    return [(names.get(url, "entry"), url) for url in target.expose]


def _total(readings: tuple[Reading, ...], known: frozenset[tuple[str, str]]) -> float:
    return sum(value for r in readings for key, value in r.requests.items() if key[:2] in known)


def _read(source: str, url: str, metrics: Metrics, moment: str) -> Reading:
    answer = scrape(below(url, metrics.path))
    seen = Exposition((), ())
    if answer.status == 200 and not answer.error:
        openmetrics = declared_format(answer.header("content-type") or "") == "openmetrics"
        seen = read(answer.text, openmetrics=openmetrics)
    started = next((s.value for s in seen.samples if _STARTED.fullmatch(s.name)), None)
    counters = {s.series: s.value for s in seen.counters()} | _sums(seen)
    since = {
        (s.name.removesuffix("_created"), s.labels): s.value
        for s in seen.samples
        if s.name.endswith("_created")
    }
    created = {
        s.series: since[key]
        for s in seen.samples
        if s.series in counters and (key := _family_of(seen, s)) in since
    }
    error = f"{answer.error}: {answer.detail}" if answer.error else ""
    return Reading(
        Snapshot(source, moment, answer.status, error, started, counters, created),
        _requests(seen, metrics.requests),
    )


def _sums(seen: Exposition) -> dict[str, float]:
    """Return each sum of times or sizes, which only rises as well; rounded, so that none falls by a hair."""
    return {
        s.series: float(f"{s.value:.{_DIGITS}g}")
        for s in seen.samples
        if s.name.endswith("_sum") and _only_rises(seen, s.name.removesuffix("_sum"))
    }


def _only_rises(seen: Exposition, family: str) -> bool:
    typed = seen.types.get(family) in ("histogram", "summary")
    return typed and bool(_MEASURED.fullmatch(family)) and not _OF_TWO.search(family)


def _family_of(seen: Exposition, sample: Sample) -> tuple[str, Labels]:
    """Return what a `_created` sample has in common with it (OpenMetrics 1.0.0, counter and histogram)."""
    return seen.family(sample.name).removesuffix("_total"), sample.without("le")


def _requests(seen: Exposition, counter: RequestCounter | None) -> dict[Key, float]:
    """Add up the request counter by method, route and status; of a series twice the first one counts."""
    found: dict[Key, float] = {}
    for sample in {s.series: s for s in reversed(seen.samples)}.values():
        if counter and sample.name == counter.series:
            key = _key(sample, counter)
            found[key] = found.get(key, 0.0) + sample.value
    return found


def _key(sample: Sample, counter: RequestCounter) -> Key:
    labels = (counter.method, counter.route, counter.status)
    method, route, status = (sample.label(label) for label in labels)
    return method.upper(), route, status

"""Scrape; send known traffic and see what is counted of it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from gonogo.cleanup.endpoint import is_here
from gonogo.contract.base import SAFE
from gonogo.contract.metrics import Metrics, Traffic
from gonogo.contract.model import Contract
from gonogo.core.observation import Can
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.suites.metrics.experiments.counting import Counting, Reading, sources_of
from gonogo.suites.metrics.experiments.sending import ask, send
from gonogo.suites.metrics.observations.scrapes import KnownTraffic, Scrape, Scrapes
from gonogo.targets.base import Target, TargetError

ACCEPT = {
    "text": "text/plain;version=0.0.4",
    "openmetrics": "application/openmetrics-text;version=1.0.0",
    "default": (
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
        "application/openmetrics-text;version=0.0.1;q=0.5,"
        "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
    ),
}
_LATER = "default, after reads"
_TO_ESCAPE = 'gate"\\'  # a label value that is taken from a header has to escape both
_TO_ESCAPE_PATH = "/%22%5C%0A"  # and a line feed, which only a path can carry


def scrape_each_format(target: Target, metrics: Metrics, traffic: Traffic | None) -> Scrapes:
    """Scrape every process once for each promised format, and all it exposes as a Prometheus server would.

    Once more after what is known to be read: what is judged then is all that a collector gets.
    """
    formats = [*metrics.formats, "default"]
    scrapes: list[Scrape] = []
    others: dict[str, Scrape] = {}
    for source, url in sources_of(target):
        probe(below(url, _TO_ESCAPE_PATH), headers={"User-Agent": _TO_ESCAPE, "Referer": _TO_ESCAPE})
        scrapes += [_scrape(source, below(url, metrics.path), wanted) for wanted in formats]
        new = {below(url, path): path for path in metrics.others if below(url, path) not in others}
        others |= {at: replace(_scrape(source, at, "default"), path=path) for at, path in new.items()}
    processors = os.cpu_count() if target.started_here and is_here() else None
    later = tuple(_after_reads(target, metrics, traffic)) if traffic else ()
    return Scrapes(tuple(scrapes), tuple(others.values()), processors or 0, later)


def _after_reads(target: Target, metrics: Metrics, traffic: Traffic) -> Iterator[Scrape]:
    """Scrape each process that was asked for each known read once, by whoever can sign in.

    Not where a run may only look: sixty requests are all that it sends.
    """
    may_ask = Can.TAKE_LOAD in target.can()
    reads = [request for request in traffic.requests if may_ask and request.method in SAFE]
    for source, url in sources_of(target) if reads else ():
        for request in reads:
            with suppress(TargetError):
                ask(url, request, target.headers(request.credential))
        yield replace(_scrape(source, below(url, metrics.path), "default"), wanted=_LATER)


def send_known_traffic(target: Target, contract: Contract, traffic: Traffic) -> KnownTraffic:
    """Read all counters, send the contract's traffic, and read them until they add up or time is over."""
    counting = Counting(tuple(sources_of(target)), contract)
    before = counting.snapshots("before")
    sent = send(target, traffic)
    after = counting.snapshots("sent")
    answered = [each for each in sent if each.status is not None]
    settled, seconds = counting.settle(
        before, sum(each.count for each in answered), sum(each.cached for each in answered)
    )
    at_rest = counting.reads_at_rest()
    rest = counting.snapshots("rest")
    apart = tuple(_write_one_by_one(target, counting, traffic))
    return KnownTraffic(
        sent=sent,
        snapshots=tuple(each.snapshot for each in (*before, *after, *rest, *apart)),
        requests=counting.request_series(before, rest),
        at_rest=at_rest,
        settled=settled,
        settle_seconds=round(seconds, 3),
    )


def _write_one_by_one(target: Target, counting: Counting, traffic: Traffic) -> Iterator[Reading]:
    """Send each write once more, and read all counters before the next one.

    What one write raises and another takes back has cancelled out where many were sent at once.
    """
    for request in traffic.requests:
        if request.method not in SAFE:
            ask(target.entry, request, target.headers(request.credential))
            yield from counting.snapshots("apart")


def _scrape(source: str, url: str, wanted: str) -> Scrape:
    at = time.time()  # a sample's time is one of the wall clock as well
    answer = scrape(url, ACCEPT[wanted])
    body, utf8 = _decode(answer)
    return Scrape(
        source=source,
        wanted=wanted,
        status=answer.status,
        error=f"{answer.error}: {answer.detail}" if answer.error else "",
        content_type=answer.header("content-type") or "",
        location=answer.header("location") or "",
        utf8=utf8,
        truncated=answer.truncated,
        body=body,
        seconds=round(answer.seconds, 3),
        at=round(at, 3),
    )


def _decode(answer: Answer) -> tuple[str, bool]:
    try:
        return answer.body.decode("utf-8"), True
    except UnicodeDecodeError:
        return answer.body.decode("utf-8", errors="backslashreplace"), False

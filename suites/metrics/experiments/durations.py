"""Time the contract's reads from outside, and read what each process counted of their durations."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial

from requests import Session

from gonogo.contract.base import Request
from gonogo.contract.metrics import DurationHistogram, Metrics, Traffic
from gonogo.instruments.cached import from_caches
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.probe.transport import pooled_session
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout, pause
from gonogo.suites.metrics.experiments.beside import SLOWER_SECONDS, Got, Key, Read, pair
from gonogo.suites.metrics.experiments.beside import read as alone_read
from gonogo.suites.metrics.exposition.checks import declared_format, read
from gonogo.suites.metrics.observations.durations import Durations, Timed
from gonogo.targets.base import Target

_DEADLINE_SECONDS = 10.0
_IDLE_SECONDS = 0.75  # more than is allowed for the requests of a round, less than any server waits
_TIMES = 5  # each request, one after the other: a second one would be waited for on one side only
Counted = Mapping[Key, tuple[float, float]]  # (method, route) to _count and _sum


def time_known_traffic(target: Target, traffic: Traffic, metrics: Metrics) -> Durations:
    """Send each GET of the traffic to each process a few times, between two scrapes of it.

    To a release of our own the writes as well: what goes on after an answer is mostly theirs. How long one of
    them certainly takes is not asked, for what stands before the service may wait for its body. Then a slow
    read, with quick ones beside it.
    """
    known = [r for r in traffic.requests if r.method == "GET" or (target.started_here and r.body is not None)]
    sent = [(r, target.headers(r.credential)) for r in known]
    return Durations(tuple(timed for url in target.expose for timed in _time(url, metrics, sent * _TIMES)))


def _time(url: str, metrics: Metrics, sent: list[tuple[Request, dict[str, str]]]) -> list[Timed]:
    assert metrics.durations is not None
    answers: dict[tuple[Key, str], list[Got]] = defaultdict(list)
    asked: dict[tuple[Key, str], Callable[[], Got]] = {}
    before = _counted(url, metrics)
    for (request, headers), session in zip(sent, _sessions(url, metrics, len(sent)), strict=True):
        one = _key(request, metrics.durations), f"{request.method} {request.name} {request.path}"
        asked[one] = partial(_asked, url, request, headers, None)
        answers[one].append(_asked(url, request, headers, session))
    waited: dict[Key, list[float | None]] = defaultdict(list)
    cached: dict[Key, list[float]] = defaultdict(list)
    small: dict[tuple[Key, str], list[float]] = defaultdict(list)
    for (key, what), got in answers.items():
        for answer, is_kept in zip(got, from_caches(each.headers for each in got), strict=True):
            waited[key].append(answer.seconds)
            if answer.seconds is not None and (is_kept or answer.is_small):
                (cached[key] if is_kept else small[key, what]).append(answer.seconds)
    certain = {key: len(seconds) - len(cached[key]) for key, seconds in waited.items()}
    after, sure = _settled(url, metrics, before, certain), surely(small)
    alone = [
        replace(
            _timed(url, key, seconds, before, after),
            surely_seconds=round(sure[key], 4),
            cached=len(cached[key]),
            cached_seconds=sum(cached[key]),
        )
        for key, seconds in waited.items()
    ]
    reads = [alone_read(one[0], got, asked[one]) for one, got in answers.items()]
    return alone + _beside(url, metrics, [each for each in reads if each])


def _beside(url: str, metrics: Metrics, reads: list[Read]) -> list[Timed]:
    """Time a slow read with quick ones beside it, and those, between two scrapes of their own."""
    chosen = pair(reads)
    before = _counted(url, metrics) if chosen else None
    got = chosen.ask(lambda: Got.of(scrape(below(url, metrics.path)))) if chosen else None
    if chosen is None or got is None:
        return []
    slowly, quickly = got
    sent = {chosen.slow.key: slowly} | ({chosen.quick.key: quickly} if chosen.quick else {})
    after = _settled(url, metrics, before, {key: len(each) for key, each in sent.items()})
    slow, *quick = [
        _timed(url, key, [one.seconds for one in each], before, after) for key, each in sent.items()
    ]
    took, others = (sum(one.seconds or 0.0 for one in each) for each in got)
    slow = replace(slow, surely_seconds=round(chosen.surely(slowly), 4), beside_seconds=others)
    return [slow, *(replace(each, beside_seconds=took) for each in quick)]


def _sessions(url: str, metrics: Metrics, count: int) -> Iterator[Session | None]:
    """Give a new connection for each request, and one that is no longer new for all of the last round.

    Clients and proxies keep theirs: whoever waits on one before he asks has not waited for an answer.
    """
    last = count - count // _TIMES
    yield from [None] * last
    with pooled_session() as kept:
        probe(below(url, metrics.path), session=kept)
        pause(_IDLE_SECONDS, "the connection is older than its next request")
        yield from [kept] * (count - last)


def _asked(url: str, request: Request, headers: dict[str, str], session: Session | None) -> Got:
    body = None if request.body is None else json.dumps(request.body).replace("{uuid}", str(uuid.uuid4()))
    answer = probe(
        below(url, request.path),
        method=request.method,
        headers=headers | ({} if body is None else {"Content-Type": "application/json"}),
        body=None if body is None else body.encode(),
        deadline_seconds=_DEADLINE_SECONDS,
        session=session,
    )
    return Got.of(answer)


def surely(small: Mapping[tuple[Key, str], list[float]]) -> dict[Key, float]:
    """Return, by route, for how long the service certainly worked or waited.

    That is by how much even the quickest answer to a request came later than the quickest of all, which took
    as long to connect and to be read: nothing of it is ours, or the network's, as long as the body is small.
    """
    floor, found = min((min(each) for each in small.values()), default=0.0), defaultdict[Key, float](float)
    for (key, _), seconds in small.items():
        slower = min(seconds) - floor
        found[key] += slower * len(seconds) if slower >= SLOWER_SECONDS else 0.0
    return found


def _timed(
    url: str, key: Key, waited: list[float | None], before: Counted | None, after: Counted | None
) -> Timed:
    answered = [seconds for seconds in waited if seconds is not None]
    if before is None or after is None or len(answered) < len(waited):
        return Timed(url, *key, len(waited), sum(answered), None, None)
    (count, total), (was_count, was_total) = after.get(key, (0.0, 0.0)), before.get(key, (0.0, 0.0))
    return Timed(url, *key, len(waited), sum(answered), count - was_count, total - was_total)


def _settled(url: str, metrics: Metrics, before: Counted | None, sent: dict[Key, int]) -> Counted | None:
    """Read until all that was sent is counted, or the promised time is over."""
    if before is None:
        return None
    last: Counted | None = None

    def all_counted() -> bool:
        nonlocal last
        last = _counted(url, metrics)
        now = last or {}
        return all(now.get(key, (0, 0))[0] - before.get(key, (0, 0))[0] >= n for key, n in sent.items())

    with suppress(WaitTimeout):  # what is counted by then is for the rule to judge
        Wait("the durations are counted", metrics.settles_within_seconds, 0.1).until(all_counted)
    return last


def _counted(url: str, metrics: Metrics) -> Counted | None:
    """Add up `_count` and `_sum` by method and route; None where the scrape was not answered."""
    assert metrics.durations is not None
    durations = metrics.durations
    answer = scrape(below(url, metrics.path))
    if answer.status != 200 or answer.error:
        return None
    openmetrics = declared_format(answer.header("content-type") or "") == "openmetrics"
    found: dict[Key, tuple[float, float]] = {}
    for sample in read(answer.text, openmetrics=openmetrics).samples:
        key = (sample.label(durations.method).upper(), sample.label(durations.route))
        count, total = found.get(key, (0.0, 0.0))
        if sample.name == f"{durations.series}_count":
            found[key] = (count + sample.value, total)
        elif sample.name == f"{durations.series}_sum":
            found[key] = (count, total + sample.value)
    return found


def _key(request: Request, durations: DurationHistogram) -> Key:
    """Return the labels by which the service counts a request."""
    return (
        request.method if durations.method else "",
        request.route or request.path.partition("?")[0],
    )

"""Send many requests, and read between them what each process holds."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Sequence
from itertools import cycle

from gonogo.contract.base import SAFE, Request
from gonogo.contract.latency import Latency
from gonogo.contract.metrics import Metrics, Traffic
from gonogo.contract.soak import Soak
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.instruments.waits import pause
from gonogo.suites.latency.experiments.closed_loop import ClosedLoop
from gonogo.suites.latency.growth import count_growth
from gonogo.suites.latency.observations.soak import Course, Part, Soaked
from gonogo.suites.latency.soaking import goes_on
from gonogo.targets.base import ProcessState, Target
from gonogo.targets.collections import collections_in

_BLOCKS = 8
_MOST_SECONDS = 180.0
_SETTLES_SECONDS = 2.0
_REFUSED = 24  # in each block: were one of three left open each time, that is more than a service may hold
_ANSWERED = 200
_SHUT_OUT = (401, 403, 408, 421, 429)


def send_many(
    target: Target, latency: Latency, soak: Soak, traffic: Traffic | None, metrics: Metrics | None
) -> Soaked:
    """Warm up and send one part, and another while something grows: what comes to rest may take longer."""
    journeys = [journey for journey in latency.journeys if soak.writes or journey.method in SAFE]
    if not journeys:
        return Soaked((), 0, {}, 0.0, "the contract has no journey that only reads")
    began, parts, refused = time.monotonic(), list[Part](), _refused(target, traffic)
    with ClosedLoop(target, journeys, soak.concurrency, _MOST_SECONDS) as load:
        load.send(soak.warm_up_requests)
        _be_refused(target, refused)
        while not load.stopped_by and goes_on(parts, soak):
            parts.append(_part(target, load, soak, refused, metrics))
    seconds = round(time.monotonic() - began, 1)
    return Soaked(
        tuple(parts), load.answered, dict(load.otherwise), seconds, load.stopped_by, gave_up=load.gave_up
    )


def _refused(target: Target, traffic: Traffic | None) -> list[Request]:
    """Return known requests that are refused for what they ask: what raises may leave things open.

    Wrong credentials are none of them, for whoever tries many is shut out; nothing is written by any.
    """
    known = traffic.requests if traffic else ()
    own = [r for r in known if 400 <= r.status < 500 and r.status not in _SHUT_OUT]
    return [r for r in own if r.method in SAFE or target.started_here]


def _be_refused(target: Target, requests: Sequence[Request]) -> None:
    for request, _ in zip(cycle(requests), range(_REFUSED), strict=False):
        body = json.dumps(request.body).encode() if request.body is not None else None
        headers = target.headers(request.credential) | ({"Content-Type": "application/json"} if body else {})
        probe(below(target.entry, request.path), method=request.method, headers=headers, body=body)


def _part(
    target: Target, load: ClosedLoop, soak: Soak, refused: Sequence[Request], metrics: Metrics | None
) -> Part:
    first, sent, readings = load.sent, [0], [target.process_states()]
    collected = [_collections(target, metrics)]
    while sent[-1] < soak.requests and not load.stopped_by:
        load.send(min(math.ceil(soak.requests / _BLOCKS), soak.requests - sent[-1]))
        _be_refused(target, refused)
        sent.append(load.sent - first)
        readings.append(target.process_states())
        collected.append(_collections(target, metrics))
    told, ends = _all_told(collected), time.monotonic() + _SETTLES_SECONDS
    part = _read(sent, readings, told)
    while count_growth(part, soak) and time.monotonic() < ends:
        pause(_SETTLES_SECONDS / 8, "the processes may let go of what has ended")
        part = _read(sent, [*readings[:-1], target.process_states()], told)
    return part


def _collections(target: Target, metrics: Metrics | None) -> list[int | None]:
    """Ask each exposition how often its runtime has collected."""
    pages = [scrape(below(url, metrics.path)) for url in target.expose] if metrics else []
    return [collections_in(page.text) if page.status == _ANSWERED else None for page in pages]


def _all_told(readings: Sequence[list[int | None]]) -> tuple[tuple[int, ...], ...]:
    """Return what those tell that tell it each time, and of one process: no count gets less."""
    series = [_all_known(each) for each in zip(*readings, strict=False)]
    return tuple(each for each in series if each and list(each) == sorted(each))


def _read(
    sent: Sequence[int], readings: Sequence[list[ProcessState]], collected: tuple[tuple[int, ...], ...]
) -> Part:
    """Put the readings of each process together that is in all of them."""
    by_name = [{state.name: state for state in reading} for reading in readings]
    lived = [name for name in by_name[0] if all(name in states for states in by_name)]
    courses = [_course(name, [states[name] for states in by_name]) for name in lived]
    return Part(tuple(sent), tuple(courses), tuple(len(states) for states in by_name), collected)


def _course(name: str, states: Sequence[ProcessState]) -> Course:
    return Course(
        process=name,
        memory_bytes=_all_known([state.memory_bytes for state in states]),
        descriptors=_all_known([state.descriptors for state in states]),
        threads=_all_known([state.threads for state in states]),
        runtime=states[-1].runtime,
    )


def _all_known(values: Sequence[int | None]) -> tuple[int, ...]:
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else ()

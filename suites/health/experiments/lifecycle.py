"""Start one more process, ask it all the time, and tell it to stop."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial

from gonogo.contract.base import Request
from gonogo.contract.model import Contract
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout, pause
from gonogo.suites.health.experiments.bearers import bearer, promised_to, question_of
from gonogo.suites.health.experiments.first_requests import FirstUser
from gonogo.suites.health.experiments.sampler import Question, Sampler
from gonogo.suites.health.experiments.users import Headers, users_of
from gonogo.suites.health.experiments.written import content_of, counted, read_often, write_of
from gonogo.suites.health.observations.lifecycle import HEADS, FirstRequest, Lifecycle
from gonogo.suites.health.promised import probes_of
from gonogo.suites.latency.first import slow
from gonogo.targets.base import Replica, Target

_PATIENCE_SECONDS = 2.0
_SERVES_SECONDS = 2.0
_STARTS_WITHIN_SECONDS = 60.0
_ENDS_WITHIN_SECONDS = 30.0  # or longer, where the contract allows for it
_LONGER = 1.2
_MOST_READS = 4


def start_and_stop(target: Target, contract: Contract) -> Lifecycle:
    """Let it serve for a moment between its first yes and its end."""
    reads, write = _reads(contract), write_of(contract)
    request, others = reads[0] if reads else None, reads[1:]
    if contract.metrics and contract.metrics.requests:
        read_often(target, request)
    alone = len(target.replicas) <= 1
    shown = bearer(target, contract)
    began, replica = time.monotonic(), target.start_replica()
    probes = _probes(contract, replica) or _reading(target.headers, replica, reads[:1])
    with Sampler(probes) as sampler:
        became_ready = _wait_until_ready(sampler, probes, began, request)
        counted_by_then = counted(replica.url, contract.metrics, request) if became_ready else None
        asked_by_then = sampler.answered("traffic") + 1
        users: list[Question] = []
        headers: Headers = target.headers
        if became_ready:
            headers = users_of(target, contract, replica, request, alone=alone)
            users = [*_reading(headers, replica, reads), *_writing(headers, replica, write)]
            users += [question_of(shown, replica, _PATIENCE_SECONDS)] if shown else []
        with FirstUser(headers, replica, contract.latency if became_ready else None) as user:
            user.ask_each()
            with Sampler(users) as traffic:
                user.ask_on()
                pause(_SERVES_SECONDS, "what it serves now that it is ready")
                stop_asked = time.monotonic()
                ended = target.stop_replica(replica, _patience(contract))
    samples = (*sampler.since(began), *traffic.since(began))
    return Lifecycle(
        traffic_status=request.status if request else None,
        became_ready=became_ready,
        stop_asked_seconds=round(stop_asked - began, 3),
        gone_seconds=round(stop_asked - began + ended.seconds, 3),
        status=ended.status,
        samples=tuple(sorted(samples, key=lambda sample: sample.at_seconds)),
        left=ended.left,
        late_seconds=round(ended.late_seconds, 3),
        first=tuple(filter(None, (user.requests, _once_more(target, contract, user.requests)))),
        write_status=write.status if write else None,
        reads={_named(read): read.status for read in others} | promised_to(shown, samples, alone=alone),
        counted_by_then=counted_by_then,
        asked_by_then=asked_by_then,
        bodies=tuple(b for b in sampler.bodies(began, time.monotonic()) if b.question != "traffic"),
    )


def _once_more(
    target: Target, contract: Contract, first: tuple[FirstRequest, ...]
) -> tuple[FirstRequest, ...]:
    """Ask a second process where the first was slow, since one slow answer may be chance."""
    latency = contract.latency
    if latency is None or latency.first_requests is None or not slow(first, latency.first_requests):
        return ()
    began, replica = time.monotonic(), target.start_replica()
    probes = _probes(contract, replica)
    try:
        with Sampler(probes) as sampler:
            ready = _wait_until_ready(sampler, probes, began, None)
        with FirstUser(target.headers, replica, latency if ready else None) as user:
            user.ask_on()
        return user.requests
    finally:
        target.stop_replica(replica, _ENDS_WITHIN_SECONDS)


def _patience(contract: Contract) -> float:
    """Return for how long it is waited for, so that one that is late is told from one that never ends."""
    promised = contract.rollout.stops_within_seconds if contract.rollout else 0.0
    return max(_ENDS_WITHIN_SECONDS, _LONGER * promised)


def _reads(contract: Contract) -> list[Request]:
    """Return what only reads and succeeds, of the known traffic or else of roll-outs, each path once."""
    requests = [*(contract.traffic.requests if contract.traffic else ())]
    requests += [contract.rollout.request] if contract.rollout and not any(map(_only_reads, requests)) else []
    by_path = {r.path: r for r in reversed(requests) if _only_reads(r)}
    return [r for r in requests if by_path.get(r.path) is r][:_MOST_READS]


def _only_reads(request: Request) -> bool:
    return request.method == "GET" and request.status < 400


def _named(read: Request) -> str:
    return f"traffic {read.name or read.path}"


def _reading(headers: Headers, replica: Replica, reads: list[Request]) -> list[Question]:
    """Ask for each that is read: a part of it may not be there when the first of it is."""
    names = ["traffic", *map(_named, reads[1:])]
    return [
        Question(
            name, below(replica.url, read.path), replica.name, headers(read.credential), _PATIENCE_SECONDS
        )
        for name, read in zip(names, reads, strict=False)
    ]


def _probes(contract: Contract, replica: Replica) -> list[Question]:
    asked = [
        Question(name, below(replica.url, made.path), replica.name, {}, _PATIENCE_SECONDS)
        for name, made in probes_of(contract.health).items()
        if name in ("liveness", "readiness")
    ]
    return asked + [replace(one, name=HEADS, method="HEAD") for one in asked if one.name == "readiness"]


def _writing(headers: Headers, replica: Replica, request: Request | None) -> list[Question]:
    if request is None:
        return []
    sent = headers(request.credential) | {"Content-Type": "application/json"}
    url, content = below(replica.url, request.path), partial(content_of, request)
    return [Question("write", url, replica.name, sent, _PATIENCE_SECONDS, request.method, content)]


def _wait_until_ready(
    sampler: Sampler, questions: list[Question], began: float, request: Request | None
) -> bool:
    """Wait for readiness, where it is not promised for liveness or traffic: nobody says more than that."""
    named = {question.name: question for question in questions}
    first = next((named[name] for name in ("readiness", "liveness", "traffic") if name in named), None)
    if first is None:
        return False

    def passes() -> bool:
        latest = sampler.latest(first, 1, began)
        promised = request.status if request and first.name == "traffic" else None
        return bool(latest) and (latest[-1].passes or latest[-1].status == promised is not None)

    try:
        return Wait("the process is ready", _STARTS_WITHIN_SECONDS, 0.05).until(passes)
    except WaitTimeout:
        return False

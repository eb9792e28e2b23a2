"""Ask every probe of every replica while the journeys of the latency budgets arrive, and users afterwards."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress

from gonogo.contract.base import Request
from gonogo.contract.health import Health
from gonogo.contract.latency import Latency
from gonogo.contract.metrics import Traffic
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout
from gonogo.suites.health.experiments.sampler import Question, Sampler
from gonogo.suites.health.observations.load import Canary, Loaded, is_served
from gonogo.suites.health.observations.probes import Sample
from gonogo.suites.health.promised import probes_of, stuck_after
from gonogo.suites.latency.experiments.journeys import measure_journeys
from gonogo.suites.latency.generator import load_doubt
from gonogo.targets.base import Replica, Target

_DURATION_SECONDS = 5.0
_WARM_UP_SECONDS = 1.0
_PATIENCE_SECONDS = 5.0  # a starved probe shows how late it is, and not only that it is late
_BEYOND_SECONDS = 1.0  # so that readiness is asked once more when it has to know
_MOST_CANARIES = 4
_EVERY = 10_000
_TRAFFIC = "traffic"


def probe_under_load(
    target: Target, latency: Latency, health: Health, traffic: Traffic | None = None
) -> Loaded:
    """Sample from the load's first arrival to its last answer, and until somebody is served afterwards."""
    shorter = {
        "duration_seconds": _DURATION_SECONDS,
        "at_most_seconds": None,
        "warm_up_seconds": _WARM_UP_SECONDS,
    }
    asked = _asked(target, _reads(traffic))
    canaries = tuple(_canary(question, made) for question, made in asked)
    began = time.monotonic()
    with Sampler(_questions(target, health)) as sampler:
        measured = measure_journeys(target, latency.model_copy(update=shorter))
    seconds = round(time.monotonic() - began, 3)
    return Loaded(
        seconds,
        sampler.since(began),
        load_doubt(measured, latency.achieved_ratio),
        canaries,
        _afterwards(target, health, [question for question, _ in asked]),
    )


def _questions(target: Target, health: Health) -> list[Question]:
    return [
        Question(name, below(replica.url, made.path), replica.name, {}, _PATIENCE_SECONDS)
        for replica in target.replicas
        for name, made in probes_of(health).items()
    ]


def _reads(traffic: Traffic | None) -> list[Request]:
    """Return requests that only read and succeed: who serves nobody fails all of them."""
    requests = traffic.requests if traffic else ()
    return [r for r in requests if r.method == "GET" and r.status < 400][:_MOST_CANARIES]


def _asked(target: Target, reads: Sequence[Request]) -> list[tuple[Question, Request]]:
    return [(_user(target, replica, made), made) for replica in target.replicas for made in reads]


def _user(target: Target, replica: Replica, made: Request) -> Question:
    url, headers = below(replica.url, made.path), target.headers(made.credential)
    return Question(_TRAFFIC, url, replica.name, headers, _PATIENCE_SECONDS)


def _canary(question: Question, made: Request) -> Canary:
    answer = probe(question.url, headers=question.headers, deadline_seconds=_PATIENCE_SECONDS)
    return Canary(question.replica, made.name, made.status, None if answer.error else answer.status)


def _afterwards(target: Target, health: Health, asked: list[Question]) -> tuple[Sample, ...]:
    """Ask until each replica serves somebody, or has had to notice that it does not."""
    if health.readiness is None or not asked:
        return ()
    ready = [question for question in _questions(target, health) if question.name == "readiness"]
    first = {question.replica: question for question in asked}.values()
    began, most = time.monotonic(), stuck_after(health) + _BEYOND_SECONDS
    with Sampler([*asked, *ready]) as sampler, suppress(WaitTimeout):  # the samples show who serves nobody
        Wait("each replica serves somebody", most, 0.05).until(
            lambda: all(any(map(is_served, sampler.latest(q, _EVERY, began))) for q in first)
        )
    return sampler.since(began)

"""Ask every probe of every replica while the journeys of the latency budgets arrive."""

from __future__ import annotations

import time

from gonogo.contract.health import Health
from gonogo.contract.latency import Latency
from gonogo.instruments.urls import below
from gonogo.suites.health.experiments.sampler import Question, Sampler
from gonogo.suites.health.observations.load import Loaded
from gonogo.suites.health.promised import probes_of
from gonogo.suites.latency.experiments.journeys import measure_journeys
from gonogo.suites.latency.generator import load_doubt
from gonogo.targets.base import Target

_DURATION_SECONDS = 5.0
_WARM_UP_SECONDS = 1.0
_PATIENCE_SECONDS = 5.0  # a starved probe shows how late it is, and not only that it is late


def probe_under_load(target: Target, latency: Latency, health: Health) -> Loaded:
    """Sample from the load's first arrival to its last answer."""
    shorter = {
        "duration_seconds": _DURATION_SECONDS,
        "at_most_seconds": None,
        "warm_up_seconds": _WARM_UP_SECONDS,
    }
    began = time.monotonic()
    with Sampler(_questions(target, health)) as sampler:
        measured = measure_journeys(target, latency.model_copy(update=shorter))
    seconds = round(time.monotonic() - began, 3)
    return Loaded(seconds, sampler.since(began), load_doubt(measured, latency.achieved_ratio))


def _questions(target: Target, health: Health) -> list[Question]:
    return [
        Question(name, below(replica.url, made.path), replica.name, {}, _PATIENCE_SECONDS)
        for replica in target.replicas
        for name, made in probes_of(health).items()
    ]

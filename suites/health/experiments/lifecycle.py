"""Start one more process, ask it all the time, and tell it to stop."""

from __future__ import annotations

import time
from functools import partial

from gonogo.contract.base import Request
from gonogo.contract.model import Contract
from gonogo.instruments.urls import below
from gonogo.instruments.waits import Wait, WaitTimeout, pause
from gonogo.suites.health.experiments.sampler import Question, Sampler
from gonogo.suites.health.experiments.written import content_of, counted, read_often, write_of
from gonogo.suites.health.observations.lifecycle import Lifecycle
from gonogo.suites.health.promised import probes_of
from gonogo.targets.base import Replica, Target

_PATIENCE_SECONDS = 2.0
_SERVES_SECONDS = 2.0
_STARTS_WITHIN_SECONDS = 60.0
_ENDS_WITHIN_SECONDS = 30.0


def start_and_stop(target: Target, contract: Contract) -> Lifecycle:
    """Let it serve for a moment between its first yes and its end."""
    request, write = _traffic(contract), write_of(contract)
    if contract.metrics and contract.metrics.requests:
        read_often(target, request)
    began, replica = time.monotonic(), target.start_replica()
    questions = [*_questions(target, contract, replica, request), *_writing(target, replica, write)]
    with Sampler(questions) as sampler:
        became_ready = _wait_until_ready(sampler, questions, began)
        counted_by_then = counted(replica.url, contract.metrics, request) if became_ready else None
        asked_by_then = sampler.answered("traffic") + 1
        pause(_SERVES_SECONDS, "what it serves now that it is ready")
        stop_asked = time.monotonic()
        ended = target.stop_replica(replica, _ENDS_WITHIN_SECONDS)
    return Lifecycle(
        traffic_status=request.status if request else None,
        became_ready=became_ready,
        stop_asked_seconds=round(stop_asked - began, 3),
        gone_seconds=round(stop_asked - began + ended.seconds, 3),
        status=ended.status,
        samples=sampler.since(began),
        write_status=write.status if write else None,
        counted_by_then=counted_by_then,
        asked_by_then=asked_by_then,
    )


def _traffic(contract: Contract) -> Request | None:
    """Return the first request of the known traffic that only reads and succeeds."""
    requests = contract.traffic.requests if contract.traffic else ()
    return next((r for r in requests if r.method == "GET" and r.status < 400), None)


def _questions(
    target: Target, contract: Contract, replica: Replica, request: Request | None
) -> list[Question]:
    asked = [
        Question(name, below(replica.url, made.path), replica.name, {}, _PATIENCE_SECONDS)
        for name, made in probes_of(contract.health).items()
        if name in ("liveness", "readiness")
    ]
    if request is not None:
        headers = target.headers(request.credential)
        asked.append(
            Question("traffic", below(replica.url, request.path), replica.name, headers, _PATIENCE_SECONDS)
        )
    return asked


def _writing(target: Target, replica: Replica, request: Request | None) -> list[Question]:
    if request is None:
        return []
    headers = target.headers(request.credential) | {"Content-Type": "application/json"}
    url, content = below(replica.url, request.path), partial(content_of, request)
    return [Question("write", url, replica.name, headers, _PATIENCE_SECONDS, request.method, content)]


def _wait_until_ready(sampler: Sampler, questions: list[Question], began: float) -> bool:
    ready = next(question for question in questions if question.name == "readiness")

    def passes() -> bool:
        latest = sampler.latest(ready, 1, began)
        return bool(latest) and latest[-1].passes

    try:
        return Wait("the process is ready", _STARTS_WITHIN_SECONDS, 0.05).until(passes)
    except WaitTimeout:
        return False

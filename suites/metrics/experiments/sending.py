"""Send the contract's known traffic, each request on a connection of its own."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import NamedTuple

from gonogo.contract.base import Request
from gonogo.contract.metrics import Traffic
from gonogo.instruments.cached import Headers, from_caches
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.suites.metrics.observations.scrapes import Sent
from gonogo.targets.base import Target

_AT_ONCE = 8
_COMPRESSED = {"Accept-Encoding": "gzip, deflate, br"}
_DEADLINE_SECONDS = 10.0


class _Got(NamedTuple):
    """What one request got."""

    request: Request
    status: int | None
    error: str


class _Answered(NamedTuple):
    """It, and what the answer's headers were."""

    got: _Got
    headers: Headers


def send(target: Target, traffic: Traffic) -> tuple[Sent, ...]:
    """Send every request `repeat` times, in rotation, eight at a time; count the answers by status.

    Each second time it takes compressed answers, as browsers do.
    """
    headers = {r.credential: target.headers(r.credential) for r in traffic.requests}

    def one(request: Request, turn: int) -> _Answered:
        more = _COMPRESSED if turn % 2 else {}
        answer = _asked(target.entry, request, headers[request.credential] | more)
        return _Answered(_Got(request, *_outcome(answer)), answer.headers)

    pool, turns = ThreadPoolExecutor(_AT_ONCE), product(range(traffic.repeat), traffic.requests)
    try:
        answers = list(pool.map(lambda each: one(each[1], each[0]), turns))
    finally:
        pool.shutdown(cancel_futures=True)  # a deadline that strikes must not wait for what is not begun
    return tuple(
        _sent(got, [answer.headers for answer in answers if answer.got == got])
        for got in _distinct([answer.got for answer in answers])
    )


def fill(value: object) -> object:
    """Replace each `{uuid}` in the strings of a body by a fresh one."""
    if isinstance(value, str):
        return value.replace("{uuid}", uuid.uuid4().hex)
    if isinstance(value, dict):
        return {key: fill(inner) for key, inner in value.items()}
    return [fill(inner) for inner in value] if isinstance(value, list) else value


def ask(base: str, request: Request, headers: dict[str, str]) -> tuple[int | None, str]:
    """Send a request of the contract; return the status of its answer, None where an error took its place."""
    return _outcome(_asked(base, request, headers))


def _asked(base: str, request: Request, headers: dict[str, str]) -> Answer:
    body = None
    if request.body is not None:
        body, headers = (
            json.dumps(fill(request.body)).encode(),
            headers | {"Content-Type": "application/json"},
        )
    url = below(base, str(fill(request.path)))
    return probe(url, method=request.method, headers=headers, body=body, deadline_seconds=_DEADLINE_SECONDS)


def _outcome(answer: Answer) -> tuple[int | None, str]:
    return (None if answer.error else answer.status), answer.error or ""


def _distinct(answers: list[_Got]) -> list[_Got]:
    return [got for at, got in enumerate(answers) if got not in answers[:at]]


def _sent(got: _Got, answers: list[Headers]) -> Sent:
    request = got.request
    route = request.route or request.path.partition("?")[0]
    cached = sum(from_caches(answers)) if got.status is not None else 0
    return Sent(
        request.name, request.method, route, request.status, got.status, got.error, len(answers), cached
    )

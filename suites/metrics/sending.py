"""Send the contract's known traffic, each request on a connection of its own."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from fixtures.probe import probe
from fixtures.targets import Target
from suites.core.contract.base import Request
from suites.core.contract.sections import Traffic
from suites.metrics.observations import Sent

_AT_ONCE = 8
_DEADLINE_SECONDS = 10.0


def send(target: Target, traffic: Traffic) -> tuple[Sent, ...]:
    """Send every request `repeat` times, in rotation, eight at a time; count the answers by status."""
    headers = {r.credential: target.headers(r.credential) for r in traffic.requests}
    rotation = [request for _ in range(traffic.repeat) for request in traffic.requests]

    def one(request: Request) -> tuple[Request, int | None, str]:
        return request, *_send(target.entry, request, headers[request.credential])

    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        answers = list(pool.map(one, rotation))
    finally:
        pool.shutdown(cancel_futures=True)  # a deadline that strikes must not wait for what is not begun
    seen = Counter((request.name, status, error) for request, status, error in answers)
    by_name = {request.name: request for request in traffic.requests}
    return tuple(_sent(by_name[name], *rest, count) for (name, *rest), count in seen.items())


def fill(value: object) -> object:
    """Replace each `{uuid}` in the strings of a body by a fresh one."""
    if isinstance(value, str):
        return value.replace("{uuid}", uuid.uuid4().hex)
    if isinstance(value, dict):
        return {key: fill(inner) for key, inner in value.items()}
    return [fill(inner) for inner in value] if isinstance(value, list) else value


def _send(entry: str, request: Request, headers: dict[str, str]) -> tuple[int | None, str]:
    body = None
    if request.body is not None:
        body, headers = (
            json.dumps(fill(request.body)).encode(),
            headers | {"Content-Type": "application/json"},
        )
    url = entry + str(fill(request.path))
    answer = probe(url, method=request.method, headers=headers, body=body, deadline_seconds=_DEADLINE_SECONDS)
    return (None if answer.error else answer.status), answer.error or ""


def _sent(request: Request, status: int | None, error: str, count: int) -> Sent:
    route = request.route or request.path.partition("?")[0]
    return Sent(request.name, request.method, route, request.status, status, error, count)

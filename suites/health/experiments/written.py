"""A write of known traffic, and what a process has counted of a read."""

from __future__ import annotations

import json
import uuid

from gonogo.contract.base import Request
from gonogo.contract.metrics import Metrics, RequestCounter
from gonogo.contract.model import Contract
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.suites.metrics.exposition.checks import Sample, declared_format, read
from gonogo.targets.base import Target

_ERROR = 400
_OFTEN = 60


def write_of(contract: Contract) -> Request | None:
    """Return a request that writes, succeeds, and may be sent again and again; None where none is known."""
    requests = [*(contract.traffic.requests if contract.traffic else ())]
    requests += [contract.rollout.write] if contract.rollout and contract.rollout.write else []
    return next((r for r in requests if not r.is_safe and r.status < _ERROR), None)


def content_of(request: Request) -> bytes:
    """Return its JSON, each `{uuid}` in it a fresh one."""
    return json.dumps(request.body or {}).replace("{uuid}", str(uuid.uuid4())).encode()


def read_often(target: Target, request: Request | None) -> None:
    """Read some times at one process that runs, so that what outlives a process can be told from nothing."""
    url = next((replica.url for replica in target.replicas), target.entry)
    if request is not None:
        for _ in range(_OFTEN):
            probe(below(url, request.path), headers=target.headers(request.credential))


def counted(url: str, metrics: Metrics | None, request: Request | None) -> float | None:
    """Return how many requests of a kind a process has counted; None where that cannot be read.

    Where the counter tells no routes apart, these are all that it has counted.
    """
    if metrics is None or metrics.requests is None or metrics.is_one_url or request is None:
        return None
    answer = scrape(below(url, metrics.path))
    if answer.status != 200 or answer.error:
        return None
    openmetrics = declared_format(answer.header("content-type") or "") == "openmetrics"
    samples = read(answer.text, openmetrics=openmetrics).samples
    own = [s for s in samples if s.name == metrics.requests.series]
    return sum(s.value for s in own if _is_of(s, metrics.requests, request))


def _is_of(sample: Sample, counter: RequestCounter, request: Request) -> bool:
    route = request.route or request.path.partition("?")[0]
    method = not counter.method or sample.label(counter.method).upper() == request.method
    return method and (not counter.route or sample.label(counter.route) == route)

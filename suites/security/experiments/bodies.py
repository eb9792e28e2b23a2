"""Send a body of exactly the limit, and one that is a byte larger."""

from __future__ import annotations

import json
import uuid

from gonogo.contract.security import Body
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.security.observations.bodies import Bodies, Sent
from gonogo.targets.base import Target, TargetError

_SECONDS = 15.0  # for a limit of many megabytes
_JSON = {"Content-Type": "application/json"}


def send_large_bodies(target: Target, body: Body) -> Bodies:
    """Send each size with its length said before and in chunks, at the entry and past what stands before."""
    places = [("entry", target.entry)]
    places += [(replica.name, replica.url) for replica in target.replicas]
    ways = [(source, url, chunked) for source, url in places for chunked in (False, True)]
    return Bodies(
        within=tuple(_send(target, body, *way, body.limit_bytes) for way in ways),
        beyond=tuple(_send(target, body, *way, body.limit_bytes + 1) for way in ways),
    )


def _send(target: Target, promised: Body, source: str, url: str, chunked: bool, size: int) -> Sent:
    request = promised.request
    answer = probe(
        below(url, request.path),
        method=request.method,
        headers=target.headers(request.credential) | _JSON,
        body=filled(promised, size),
        chunked=chunked,
        deadline_seconds=_SECONDS,
    )
    return Sent(
        source, chunked, size, answer.status, f"{answer.error}: {answer.detail}" if answer.error else ""
    )


def filled(promised: Body, size: int) -> bytes:
    """Return the request's body with as many blanks after it as make it that large: JSON allows them."""
    written = json.dumps(promised.request.body or {}).replace("{uuid}", str(uuid.uuid4())).encode()
    if len(written) > size:
        raise TargetError(
            f"security.body.request has a body of {len(written)} bytes, and the limit is {size}"
        )
    return written.ljust(size)

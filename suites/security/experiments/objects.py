"""Make the object that a client owns, and send what a client can send who knows it."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import quote

from gonogo.contract.ownership import Ownership
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.places import places
from gonogo.targets.base import Target, TargetError
from gonogo.targets.identity.reading import lookup

JSON = {"Content-Type": "application/json"}
_WITH_BODY = ("PUT", "PATCH", "POST")


def created(target: Target, promised: Ownership, owner: dict[str, str]) -> list[str]:
    """Make the object, and return where it may be; TargetError where nothing says so."""
    request = promised.create
    answer = probe(
        below(target.entry, request.path),
        method=request.method,
        headers=owner | JSON,
        body=filled(request.body),
    )
    identifier = quote(lookup(answer, promised.id), safe="")
    found = places(target.entry, request.path, answer.place, identifier)
    if answer.status != request.status or not found:
        said = answer.error or f"status {answer.status}, no Location and no {promised.id!r}"
        raise TargetError(f"no object came from {request.method} {request.path}: {said}")
    return found


def use(headers: dict[str, str], promised: Ownership, method: str, url: str, seen: Answer | None) -> Answer:
    """Send one request as a client who has read the object, where it is given."""
    sent, body = worded(promised, method, seen)
    return probe(url, method=method, headers=sent | headers, body=body)


def worded(promised: Ownership, method: str, seen: Answer | None) -> tuple[dict[str, str], bytes | None]:
    """Return headers and body with all that a client can know: the object's validator among it."""
    tag = seen.header("etag") if seen else None
    body = filled(promised.body) if method in _WITH_BODY else None
    return ({"If-Match": tag} if tag else {}) | (JSON if body else {}), body


def filled(body: dict[str, Any] | None) -> bytes:
    """Return a body in JSON, with a fresh name where it asks for one."""
    return json.dumps(body or {}).replace("{uuid}", str(uuid.uuid4())).encode()

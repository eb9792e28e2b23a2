"""Ask for what the contract names the fields of."""

from __future__ import annotations

import json
import uuid
from typing import Any

from gonogo.contract.base import Request
from gonogo.contract.security import Security
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.security.observations.fields import Answered, Fields
from gonogo.targets.base import Target


def read_fields(target: Target, security: Security) -> Fields:
    """Send each request once, at the entry."""
    return Fields(tuple(_answered(target, named.request) for named in security.fields))


def _answered(target: Target, request: Request) -> Answered:
    headers, body = target.headers(request.credential), None
    if request.body is not None:
        body = json.dumps(request.body).replace("{uuid}", str(uuid.uuid4())).encode()
        headers = headers | {"Content-Type": "application/json"}
    answer = probe(below(target.entry, request.path), method=request.method, headers=headers, body=body)
    status = None if answer.error else answer.status
    try:
        fields = sorted(_names(answer.json(), ""))
    except ValueError:
        fields = []
    return Answered(request.name, request.method, request.path, request.status, status, tuple(fields))


def _names(found: Any, prefix: str) -> set[str]:
    if isinstance(found, dict):
        own = {f"{prefix}{key}" for key in found}
        return own.union(*(_names(value, f"{prefix}{key}.") for key, value in found.items()))
    if isinstance(found, list):
        return set[str]().union(*(_names(one, prefix) for one in found))
    return set()

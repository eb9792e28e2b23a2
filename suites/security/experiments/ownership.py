"""Make an object as one client, and try to change it as another."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import quote

from fixtures.identity import lookup
from fixtures.probe import Answer, probe
from fixtures.targets import Target
from fixtures.targets.base import TargetError
from fixtures.urls import ElsewhereError, below, located, target_of
from suites.core.contract import Contract
from suites.core.contract.access import Ownership
from suites.security.observations.access import Kept, Trespass, Trespasses

_JSON = {"Content-Type": "application/json"}


def trespass(target: Target, contract: Contract) -> Trespasses:
    """Try each method, as somebody who has read the object; its owner looks at it after each."""
    assert contract.security is not None
    assert contract.security.ownership is not None
    promised = contract.security.ownership
    owner = target.headers(promised.create.credential)
    place = _created(target, promised, owner)
    before = probe(place, headers=owner)
    attempts, afterwards = [], []
    for method in promised.methods:
        attempts.append(_attempt(target, promised, method, place, before))
        after = probe(place, headers=owner)
        unchanged = after.status == before.status and after.text == before.text
        afterwards.append(Kept(method, after.status, unchanged))
    return Trespasses(tuple(attempts), tuple(afterwards))


def _created(target: Target, promised: Ownership, owner: dict[str, str]) -> str:
    request = promised.create
    answer = probe(
        below(target.entry, request.path),
        method=request.method,
        headers=owner | _JSON,
        body=_filled(request.body),
    )
    location = answer.header("location") or ""
    identifier = lookup(answer, "id")
    if answer.status != request.status or not (location or identifier):
        said = answer.error or f"status {answer.status}, no Location and no id"
        raise TargetError(f"no object came from {request.method} {request.path}: {said}")
    if not location:
        return below(
            target.entry, f"{request.path.partition('?')[0].rstrip('/')}/{quote(identifier, safe='')}"
        )
    try:
        return located(answer.url, location, target.entry)
    except ElsewhereError as elsewhere:
        raise TargetError(
            f"{request.method} {request.path} names a Location elsewhere: {elsewhere}"
        ) from None


def _attempt(target: Target, promised: Ownership, method: str, place: str, seen: Answer) -> Trespass:
    """Try with all that the other one can know: the object's validator among it."""
    headers = target.headers(promised.other)
    tag = seen.header("etag")
    headers |= {"If-Match": tag} if tag else {}
    body = _filled(promised.body) if method in ("PUT", "PATCH", "POST") else None
    answer = probe(place, method=method, headers=headers | (_JSON if body else {}), body=body)
    return Trespass(method, target_of(place), answer.status, answer.error or "")


def _filled(body: dict[str, Any] | None) -> bytes:
    return json.dumps(body or {}).replace("{uuid}", str(uuid.uuid4())).encode()

"""Make an object as one client, and try to change it as another."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import quote, urlsplit

from gonogo.contract.access import Ownership
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.places import places
from gonogo.suites.security.observations.access import Kept, Owned, Trespass, Trespasses
from gonogo.targets.base import Target, TargetError
from gonogo.targets.identity.reading import lookup

_JSON = {"Content-Type": "application/json"}
_WITH_BODY = ("PUT", "PATCH", "POST")
_OK = range(200, 300)
_WHATEVER = {"If-Match": "*"}  # RFC 9110, 13.1.1: any that there is


def trespass(target: Target, ownership: Ownership) -> Trespasses:
    """Try each method, as somebody who has read the object; its owner looks at it after each.

    The place is the first one that the owner can read and change; where there is none, the first readable.
    """
    owner = target.headers(ownership.create.credential)
    unread: list[Owned] = []
    first: Trespasses | None = None
    for url in created(target, ownership, owner):
        read = probe(url, headers=owner)
        before = Owned("GET", _named(target, url), read.status)
        if read.status not in _OK:
            unread.append(before)
            continue
        seen = _tried(target, ownership, owner, url, before)
        if _settled(seen):
            return seen
        first = first or seen
    return first or Trespasses((), (), tuple(unread), ())


def _settled(seen: Trespasses) -> bool:
    """Whether the object is there: somebody who must not changed it, or its owner may."""
    stolen = any(attempt.status in _OK for attempt in seen.attempts)
    return stolen or all(made.status in _OK for made in seen.owned)


def _tried(target: Target, promised: Ownership, owner: dict[str, str], url: str, before: Owned) -> Trespasses:
    """Let the other one try, the owner look, and at last the owner do the same."""
    stated = _Stated(probe(url, headers=owner), probe(url, headers=owner))
    attempts, afterwards = [], []
    for method in promised.methods:
        answer = use(target.headers(promised.other), promised, method, url, stated.last)
        attempts.append(Trespass(method, before.path, answer.status, answer.error or ""))
        after = probe(url, headers=owner)
        afterwards.append(Kept(method, after.status, stated.still(after)))
    forced = []
    for method in promised.methods:
        answer = use(target.headers(promised.other) | _WHATEVER, promised, method, url, stated.last)
        forced.append(Trespass(f"{method} with If-Match: *", before.path, answer.status, answer.error or ""))
        after = probe(url, headers=owner)
        afterwards.append(Kept(f"{method} with If-Match: *", after.status, stated.still(after)))
    owned = []
    for method in promised.methods:
        answer = use(owner, promised, method, url, probe(url, headers=owner))
        owned.append(Owned(method, before.path, answer.status))
    return Trespasses(tuple(attempts), tuple(afterwards), (before,), tuple(owned), tuple(forced))


class _Stated:
    """What two readings agree on: a body may hold the time, or the request's id."""

    def __init__(self, once: Answer, again: Answer) -> None:
        self.last = again
        self._whole = again.text if once.text == again.text else None
        self._parts = _same(_parts(once), _parts(again))

    def still(self, after: Answer) -> bool:
        """Whether a later reading says the same."""
        if after.status != self.last.status:
            return False
        if self._whole is not None:
            return after.text == self._whole
        return _same(self._parts, _parts(after)) == self._parts


def _parts(answer: Answer) -> dict[str, Any]:
    try:
        found = answer.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _same(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name in other and other[name] == value}


def created(target: Target, promised: Ownership, owner: dict[str, str]) -> list[str]:
    """Make the object, and return where it may be; TargetError where nothing says so."""
    request = promised.create
    answer = probe(
        below(target.entry, request.path),
        method=request.method,
        headers=owner | _JSON,
        body=_filled(request.body),
    )
    identifier = quote(lookup(answer, promised.id), safe="")
    found = places(target.entry, request.path, answer.header("location") or "", identifier)
    if answer.status != request.status or not found:
        said = answer.error or f"status {answer.status}, no Location and no {promised.id!r}"
        raise TargetError(f"no object came from {request.method} {request.path}: {said}")
    return found


def use(headers: dict[str, str], promised: Ownership, method: str, url: str, seen: Answer) -> Answer:
    """Send one request as a client who has read the object."""
    sent, body = worded(promised, method, seen)
    return probe(url, method=method, headers=sent | headers, body=body)


def worded(promised: Ownership, method: str, seen: Answer) -> tuple[dict[str, str], bytes | None]:
    """Return headers and body with all that a client can know: the object's validator among it."""
    tag = seen.header("etag")
    body = _filled(promised.body) if method in _WITH_BODY else None
    return ({"If-Match": tag} if tag else {}) | (_JSON if body else {}), body


def _filled(body: dict[str, Any] | None) -> bytes:
    return json.dumps(body or {}).replace("{uuid}", str(uuid.uuid4())).encode()


def _named(target: Target, url: str) -> str:
    """Return path and query below the entry, as reports name it."""
    return url.removeprefix(target.entry) or urlsplit(url).path

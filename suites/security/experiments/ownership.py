"""Make an object as one client, and try to change it as another."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from email.utils import formatdate, parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from gonogo.contract.access import Routes, Tokens
from gonogo.contract.ownership import Ownership
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.filling import RouteTable
from gonogo.suites.security.experiments.objects import JSON, created, filled, use
from gonogo.suites.security.experiments.parts import Part, attempts_at, parts_of, table_of
from gonogo.suites.security.observations.access import Kept, Owned, Trespass, Trespasses
from gonogo.targets.base import Target, TargetError
from gonogo.targets.tokens import issued, presented

_OK = range(200, 300)
_CACHED_SECONDS = 2.0
_OTHER_TAG = '"gonogo-has-seen-another"'


def trespass(
    target: Target, ownership: Ownership, routes: Routes | None, tokens: Tokens | None
) -> Trespasses:
    """Try each method, as somebody who has read the object, by each credential; its owner looks after each.

    The place is the first one that the owner can read and change; where there is none, the first readable.
    """
    owner = target.headers(ownership.create.credential)
    table = table_of(target, ownership, routes)
    by_token = _by_token(target, ownership, tokens) if tokens else {}
    unread: list[Owned] = []
    first: Trespasses | None = None
    for url in created(target, ownership, owner):
        read = probe(url, headers=owner)
        before = Owned("GET", _named(target, url), read.status)
        if read.status not in _OK:
            unread.append(before)
            continue
        seen = _tried(target, ownership, url, before, table, by_token)
        if _settled(seen):
            return seen
        first = first or seen
    return first or Trespasses((), (), tuple(unread), ())


def _by_token(target: Target, ownership: Ownership, tokens: Tokens) -> dict[str, str]:
    """Return how the other one asks by a token of its own; nothing where none is given out to it.

    Who gets one has to be told by the credential alone: a body may say that it is for the owner.
    """
    if tokens.issue.credential is None or tokens.issue.body:
        return {}
    request = tokens.issue.model_copy(update={"credential": ownership.other})
    try:
        token = issued(target, tokens.model_copy(update={"issue": request}))
    except TargetError:
        return {}
    return presented(tokens, token)


def _settled(seen: Trespasses) -> bool:
    """Whether the object is there: somebody who must not changed it, or its owner may."""
    stolen = any(attempt.status in _OK for attempt in seen.attempts)
    return stolen or all(made.status in _OK for made in seen.owned)


def _tried(
    target: Target,
    promised: Ownership,
    url: str,
    before: Owned,
    table: RouteTable | None,
    by_token: dict[str, str],
) -> Trespasses:
    """Let the other one try, the owner look, and at last the owner do the same."""
    owner, other = target.headers(promised.create.credential), target.headers(promised.other)
    stated = _Stated(probe(url, headers=owner), probe(url, headers=owner))
    attempts, forced, afterwards = [], [], []

    def tried(method: str, path: str, answer: Answer) -> Trespass:
        after = probe(url, headers=owner)
        afterwards.append(Kept(method, after.status, stated.still(after)))
        return Trespass(method, path, answer.status, answer.error or "")

    for method in promised.methods:
        answer = use(other, promised, method, url, stated.last)
        attempts.append(tried(method, before.path, answer))
    for what, headers in _conditions(stated.last):
        answers = [(m, use(other | headers, promised, m, url, None)) for m in promised.methods]
        forced += [Trespass(f"{m} with {what}", before.path, a.status, a.error or "") for m, a in answers]
        after = probe(url, headers=owner)
        afterwards.append(Kept(f"a request with {what}", after.status, stated.still(after)))
    for method in promised.methods if by_token else ():
        answer = use(by_token, promised, method, url, stated.last)
        forced.append(tried(f"{method} by a token of its own", before.path, answer))
    afterwards += _made_anew(target, promised, url, other, stated)
    parts, untried = _parts_of(promised, url, table)
    below = [
        tried(part.method, _named(target, part.url), answer)
        for part, answer in attempts_at(parts, promised, other, use, lambda: stated.last)
    ]
    done = attempts_at(parts, promised, owner, use, lambda: probe(url, headers=owner))
    owned_below = [Owned(part.method, _named(target, part.url), answer.status) for part, answer in done]
    owned = []
    for method in promised.methods:
        answer = use(owner, promised, method, url, probe(url, headers=owner))
        owned.append(Owned(method, before.path, answer.status))
    seen = Trespasses(tuple(attempts), tuple(afterwards), (before,), tuple(owned), tuple(forced))
    return replace(seen, below=tuple(below), owned_below=tuple(owned_below), untried=tuple(untried))


def _conditions(seen: Answer) -> Iterator[tuple[str, dict[str, str]]]:
    """Give other conditions than the tag that was read, each of which holds.

    Source: RFC 9110, 13.1.1, 13.1.2 and 13.1.4. Its own clock says what is now.
    """
    yield "If-Match: *", {"If-Match": "*"}
    yield "If-Unmodified-Since", {"If-Unmodified-Since": _soon_after(seen)}
    yield "If-None-Match", {"If-None-Match": _OTHER_TAG}
    if seen.header("etag"):
        yield "no condition", {}


def _soon_after(seen: Answer) -> str:
    """Return a moment after all that happened by then: many servers write the same Date for a second."""
    try:
        now = parsedate_to_datetime(seen.header("date") or "").timestamp()
    except ValueError:
        now = time.time()
    return formatdate(now + _CACHED_SECONDS, usegmt=True)


def _made_anew(
    target: Target, promised: Ownership, url: str, other: dict[str, str], stated: _Stated
) -> list[Kept]:
    """Make another object with the id of the one that is there: whether one is made is the service's matter.

    Source: CWE-915, mass assignment.
    """
    name, parts, make = promised.id.rpartition(".")[2], _parts(stated.last), promised.create
    if name not in parts:
        return []
    body = filled({**(make.body or {}), name: parts[name]})
    probe(below(target.entry, make.path), method=make.method, headers=other | JSON, body=body)
    after = probe(url, headers=target.headers(make.credential))
    return [Kept(f"{make.method} of a new one with its {name}", after.status, stated.still(after))]


def _parts_of(promised: Ownership, url: str, table: RouteTable | None) -> tuple[list[Part], list[str]]:
    if table is None:
        return [], ["routes below the object: the command that lists them cannot be run here"]
    return parts_of(table, promised.below, url) if promised.below else ([], [])


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


def _named(target: Target, url: str) -> str:
    """Return path and query below the entry, as reports name it."""
    return url.removeprefix(target.entry) or urlsplit(url).path

"""What a contract knows how to make at one process, and to read at another."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from gonogo.contract.access import Tokens
from gonogo.contract.base import Request
from gonogo.contract.metrics import Idempotency
from gonogo.contract.model import Contract
from gonogo.instruments.probe.answer import Answer
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import ElsewhereError, below, located, target_of
from gonogo.targets.base import Target
from gonogo.targets.identity.reading import lookup

_DEADLINE_SECONDS = 10.0
_JSON = {"Content-Type": "application/json"}

Read = Callable[[str], str]
"""Reads a thing at a base URL; what came in its place, empty where it is as promised."""


class NotMadeError(Exception):
    """A process did not make what was asked of it; the text says what came."""


@dataclass(frozen=True)
class Maker:
    """Something that can be made at a base URL; NotMadeError where it is not."""

    what: str
    make: Callable[[str], Read]


def makers(target: Target, contract: Contract) -> list[Maker]:
    """Return one for each write, for the repeat of one, and for a token."""
    found = [Maker(_named(one), partial(_written, target, one)) for one in _writes(contract)]
    if contract.traffic and (once := contract.traffic.idempotency):
        found.append(Maker(f"the repeat of {_named(once.request)}", partial(_once, target, once)))
    if contract.security and (tokens := contract.security.tokens):
        found.append(Maker(f"a token of {_named(tokens.issue)}", partial(_token, target, tokens)))
    return found


def lists(target: Target, contract: Contract) -> dict[str, Read]:
    """Return a reader for each request of the traffic that only reads and succeeds."""
    known = [*(contract.traffic.requests if contract.traffic else ())]
    known += [contract.rollout.request] if contract.rollout else []
    reads = {_named(one): one for one in known if one.is_safe and one.status < 300}
    return {what: partial(_asked, target, one) for what, one in reads.items()}


def _writes(contract: Contract) -> list[Request]:
    """Return each kind of write that makes something: two with the same keys to one place are one kind."""
    known = [contract.rollout.write] if contract.rollout and contract.rollout.write else []
    known += [*(contract.traffic.requests if contract.traffic else ())]
    known = [one for one in known if not one.is_safe and one.method != "DELETE" and one.status < 300]
    return list({(one.method, one.path, *sorted(one.body or {})): one for one in known}.values())


def _named(request: Request) -> str:
    return f"{request.method} {request.path}"


def _send(target: Target, request: Request, base: str, body: bytes | None = None, **headers: str) -> Answer:
    return probe(
        below(base, request.path),
        method=request.method,
        headers=target.headers(request.credential) | (_JSON if body else {}) | headers,
        body=body,
        deadline_seconds=_DEADLINE_SECONDS,
    )


def _content(target: Target, request: Request) -> tuple[bytes | None, str]:
    """Return a body with a text that it alone holds, and that text; no body where none is promised."""
    own, resolve = str(uuid.uuid4()), target.context.secrets.resolve
    fields = {k: resolve(v) if isinstance(v, str) else v for k, v in (request.body or {}).items()}
    text = json.dumps(fields).replace("{uuid}", own) if fields else ""
    return text.encode() or None, own if own in text else ""


def _asked(target: Target, request: Request, base: str) -> str:
    return _wrong(_send(target, request, base), request)


def _wrong(answer: Answer, request: Request) -> str:
    return "" if answer.status == request.status else answer.error or f"status {answer.status}"


def _written(target: Target, request: Request, base: str) -> Read:
    """Write, and return what reads the place that the answer names: what was written has to stand there."""
    body, own = _content(target, request)
    answer = _send(target, request, base, body)
    place = answer.place
    if wrong := _wrong(answer, request) or ("" if place else "no Location"):
        raise NotMadeError(wrong)
    try:
        path = target_of(located(answer.url, place, base))
    except ElsewhereError as elsewhere:
        raise NotMadeError(f"a Location elsewhere: {elsewhere}") from None
    there = Request(path=path, credential=request.credential)

    def read(other: str) -> str:
        found = _send(target, there, other)
        missing = "" if own in found.text else f"status {found.status} without what was written"
        return _wrong(found, there) or missing

    return read


def _once(target: Target, promised: Idempotency, base: str) -> Read:
    """Write with a key, and return what repeats it: the answer has to name the same object."""
    request, header = promised.request, {promised.header: str(uuid.uuid4())}
    body, _ = _content(target, request)
    first = _send(target, request, base, body, **header)
    made = lookup(first, promised.id)
    if wrong := _wrong(first, request) or ("" if made else f"an answer without `{promised.id}`"):
        raise NotMadeError(wrong)

    def read(other: str) -> str:
        again = _send(target, request, other, body, **header)
        if again.status not in {request.status, *promised.repeated}:
            return again.error or f"status {again.status}"
        named = lookup(again, promised.id) or made
        return "" if named == made else f"the object {named} and not {made}"

    return read


def _token(target: Target, tokens: Tokens, base: str) -> Read:
    """Get a token, and return what sends it along."""
    stated, body = tokens.issue.written(target.context.secrets.resolve)
    answer = _send(target, tokens.issue, base, body, **stated)
    token = lookup(answer, tokens.key)
    if wrong := _wrong(answer, tokens.issue) or ("" if token else f"an answer without `{tokens.key}`"):
        raise NotMadeError(wrong)
    protected = tokens.protected.model_copy(update={"credential": None})
    shown = {tokens.header: f"{tokens.scheme} {token}"}
    return lambda other: _wrong(_send(target, protected, other, None, **shown), protected)

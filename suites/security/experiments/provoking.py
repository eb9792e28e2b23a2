"""Provoke answers that the contract does not name: what a release of our own says to what it cannot take."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from gonogo.contract.base import Request
from gonogo.contract.model import Contract
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.known import public_request
from gonogo.suites.security.observations.surface import Response
from gonogo.targets.base import Target

_BODY_CHARACTERS = 20_000
_MOST = 2  # routes of a kind: the others are answered by the same code
_JSON = "application/json"
_SPOILT = (
    ("broken JSON", _JSON, b'{"a":'),
    ("no UTF-8", _JSON, b'{"a": "\xff\xfe"}'),
    ("a list", _JSON, b"[1, [2]]"),
    ("another type", "text/html", b"<p>"),
    ("XML", "application/xml", b"<?xml version='1.0'?><a/>"),
    ("a form", "application/x-www-form-urlencoded", b"a=1&b=%ff"),
    ("parts without an edge", "multipart/form-data", b"--x"),
    ("nothing", _JSON, b""),
)
_ODD = ("-1", "'", "%00", "99999999999999999999", "a" * 300)
_ELSEWHERE = "elsewhere.example"
_ACCEPTS = ("*/*", "text/html")


def provoked(target: Target, contract: Contract) -> Iterator[Response]:
    """Send what is not taken, each class once, as a program and as a browser asks."""
    requests = contract.traffic.requests if contract.traffic else ()
    writes = [r for r in requests if not r.is_safe and r.body is not None]
    for request in _first(writes):
        yield from _spoilt(target, request)
    for request in _first([r for r in requests if r.is_safe]):
        yield from _odd(target, request)
    for request in public_request(contract)[:1]:
        yield _ask(target, "another method", request, method="PATCH")
    yield from _misdirected(target, contract)
    yield from _too_large(target, contract)
    yield from _unchanged(target, contract)


def _misdirected(target: Target, contract: Contract) -> Iterator[Response]:
    """Ask a replica itself by another host, where only some are promised: its proxy may answer alone."""
    named = bool(contract.security and contract.security.hosts)
    for request in public_request(contract)[:1] if named and target.replicas else ():
        yield _ask(target, "another host", request, {"Host": _ELSEWHERE}, url=target.replicas[0].url)


def _first(requests: list[Request]) -> list[Request]:
    """Return the first of each path that succeed, for what an error of a good request says is another's."""
    each: dict[str, Request] = {}
    for request in sorted(requests, key=lambda r: r.status):
        each.setdefault(urlsplit(request.path).path, request)
    return list(each.values())[:_MOST]


def _spoilt(target: Target, request: Request) -> Iterator[Response]:
    wrong = json.dumps({name: {"x": [1]} for name in request.body or {}}).encode()
    for name, kind, body in (*_SPOILT, ("other types", _JSON, wrong)):
        for accept in _ACCEPTS:
            yield _ask(target, name, request, {"Content-Type": kind, "Accept": accept}, body)


def _odd(target: Target, request: Request) -> Iterator[Response]:
    bare, _, query = request.path.partition("?")
    head, _, last = bare.rpartition("/")
    for odd in _ODD:
        if query:
            path = f"{bare}?{urlencode({name: odd for name, _ in parse_qsl(query)}).replace('%25', '%')}"
        elif last.isdigit():
            path = f"{head}/{odd}"
        else:
            return
        for accept in _ACCEPTS:
            yield _ask(target, "an odd value", request, {"Accept": accept}, path=path)


def _too_large(target: Target, contract: Contract) -> Iterator[Response]:
    body = contract.security.body if contract.security else None
    if body is not None and body.limit_bytes and body.request.type == "json":
        content = b" " * (body.limit_bytes + 1)
        yield _ask(target, "a large body", body.request, {"Content-Type": _JSON}, content)


def _unchanged(target: Target, contract: Contract) -> Iterator[Response]:
    """Ask again for what was made, by its own validator: 304 has no body, and headers all the same."""
    ownership = contract.security.ownership if contract.security else None
    if ownership is None:
        return
    content = json.dumps(ownership.create.body or {}).replace("{uuid}", str(uuid.uuid4())).encode()
    made = _ask(target, "made", ownership.create, {"Content-Type": _JSON}, content)
    places, tags = made.values("location"), made.values("etag")
    if made.status == ownership.create.status and places and tags and places[0].startswith("/"):
        unchanged = {"If-None-Match": tags[0]}
        yield _ask(target, "unchanged", ownership.create, unchanged, method="GET", path=places[0])


def _ask(
    target: Target,
    name: str,
    request: Request,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    *,
    method: str = "",
    path: str = "",
    url: str = "",
) -> Response:
    sent = target.headers(request.credential) | (headers or {})
    asked, how = path or request.path, method or request.method
    answer = probe(below(url or target.entry, asked), method=how, headers=sent, body=body)
    error = f"{answer.error}: {answer.detail}" if answer.error else ""
    status, text = answer.status, answer.text[:_BODY_CHARACTERS]
    return Response(name, how, asked, "", request.status, status, error, answer.headers, text)

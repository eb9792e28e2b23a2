"""Provoke each class of response; call every route with no credential and with wrong ones."""

from __future__ import annotations

import json
import uuid
from itertools import product
from urllib.parse import urlsplit

from fixtures.probe import probe
from fixtures.targets import Target
from suites.core.contract import Contract
from suites.core.contract.base import Request
from suites.core.contract.sections import Security
from suites.security.experiments.credentials import wrong_credentials
from suites.security.experiments.routes import Routes, fill, route_table
from suites.security.observations import Call, Calls, PrivatePaths, Response, Surface

_SAFE = ("GET", "HEAD", "OPTIONS")
_FOREIGN = "https://untrusted.example"
_CROSS_ORIGIN = 3  # requests that are repeated with a foreign origin: smoke has a budget
_BODY_CHARACTERS = 20_000
_WITH_BODY = ("POST", "PUT", "PATCH")


def provoke_responses(target: Target, contract: Contract) -> Surface:
    """Send each class once, and pages of a foreign origin; what may write only to a release of our own."""
    assert contract.security is not None
    security = contract.security
    crossed = _crossed(security)[:_CROSS_ORIGIN]
    sent = [r for r in security.responses if r.method in _SAFE or target.started_here]
    return Surface(
        responses=tuple(_ask(target, request) for request in sent),
        foreign=_cross(target, crossed),
        unsent=tuple(r.name for r in security.responses if r not in sent),
    )


def visit_private_paths(target: Target, contract: Contract) -> PrivatePaths:
    """Ask the public entry for each private path."""
    assert contract.security is not None
    paths = contract.security.private_paths
    return PrivatePaths(
        answers=tuple(_ask(target, Request(name="private", path=path, status=404)) for path in paths),
    )


def call_every_route(target: Target, contract: Contract) -> Calls:
    """Call each route of the live table at each process; placeholders point at nothing that exists."""
    places = [(replica.name, replica.url) for replica in target.replicas] or [("entry", target.entry)]
    table, wrong = route_table(target, contract), wrong_credentials(contract)
    calls = [*product(places, table, wrong), *product(places, _heads(table), wrong[:1])]
    return Calls(tuple(_call(*call) for call in calls))


def _heads(table: Routes) -> Routes:
    """Return what answers GET as HEAD: many servers do so by themselves, past a check that asks for GET."""
    return [("HEAD", path) for method, path in table if method == "GET" and ("HEAD", path) not in table]


def _crossed(security: Security) -> list[Request]:
    """Return the named requests, else the first of each status: errors are answered by other code."""
    each: dict[int, Request] = {}
    for request in security.responses:
        if request.method in _SAFE:
            each.setdefault(request.status, request)
    return [r for r in security.cross_origin if r.method in _SAFE] or list(each.values())


def _lookalikes(entry: str) -> list[str]:
    """Return foreign origins that begin or end as a trusted one does: its own, or a desk's."""
    scheme, host = urlsplit(entry).scheme, urlsplit(entry).hostname or ""
    ending = ".".join(host.rsplit(".", 2)[-2:])
    return [
        f"{scheme}://{host}.untrusted.example",
        "http://localhost.untrusted.example",
        f"{scheme}://untrusted{ending}",
    ]


def _cross(target: Target, requests: list[Request]) -> tuple[Response, ...]:
    """Repeat with a foreign Origin and a cookie, and as its preflight; the first from odd origins as well."""
    odd = ["null", *_lookalikes(target.entry)]
    asked = [(r, _FOREIGN) for r in requests] + [(r, origin) for r in requests[:1] for origin in odd]
    simple = [_ask(target, r, {"Origin": origin, "Cookie": "session=none"}) for r, origin in asked]
    preflight = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
    return tuple(simple) + tuple(
        _ask(target, r.model_copy(update={"method": "OPTIONS"}), preflight | {"Origin": origin})
        for r, origin in asked
    )


def _ask(target: Target, request: Request, extra: dict[str, str] | None = None) -> Response:
    headers = target.headers(request.credential) | (extra or {})
    body = _body(request)
    typed = {"Content-Type": "application/json"} if body else {}
    url = target.entry + request.path
    answer = probe(url, method=request.method, headers=typed | headers, body=body)
    return Response(
        name=request.name,
        method=request.method,
        path=request.path,
        origin=headers.get("Origin", ""),
        promised=request.status,
        status=answer.status,
        error=f"{answer.error}: {answer.detail}" if answer.error else "",
        headers=answer.headers,
        body=answer.text[:_BODY_CHARACTERS],
    )


def _body(request: Request) -> bytes | None:
    """Return the JSON of a request that has some, each `{uuid}` in it a fresh one."""
    if request.method in _SAFE or request.body is None:
        return None
    return json.dumps(request.body).replace("{uuid}", str(uuid.uuid4())).encode()


def _call(place: tuple[str, str], route: tuple[str, str], wrong: tuple[str, dict[str, str]]) -> Call:
    (source, url), (method, template), (credential, headers) = place, route, wrong
    body = b"{}" if method in _WITH_BODY else None
    extra = {"Content-Type": "application/json"} if body else {}
    answer = probe(url + fill(template), method=method, headers=headers | extra, body=body)
    error = f"{answer.error}: {answer.detail}" if answer.error else ""
    return Call(source, method, template, credential, answer.status, error)

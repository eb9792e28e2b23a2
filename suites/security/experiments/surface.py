"""Provoke each class of response; call every route with no credential and with wrong ones."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from urllib.parse import urlsplit

from gonogo.contract.access import Routes
from gonogo.contract.base import Request
from gonogo.contract.model import Contract
from gonogo.contract.security import Security
from gonogo.core.observation import Can
from gonogo.instruments.errors import NotSignedUpError
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below, target_of
from gonogo.suites.security.experiments.credentials import nearly_right, wrong_credentials
from gonogo.suites.security.experiments.disguises import (
    AS_A_PROBE,
    INSIDE,
    NAMED,
    OF_ITS_OWN_PAGE,
    disguises,
    neighbour,
)
from gonogo.suites.security.experiments.filling import RouteTable, fill, typed
from gonogo.suites.security.experiments.known import Rightful, public_request, rightful
from gonogo.suites.security.experiments.lookalikes import lookalikes
from gonogo.suites.security.experiments.missing import missed
from gonogo.suites.security.experiments.provoking import provoked
from gonogo.suites.security.experiments.reaching import unreached
from gonogo.suites.security.experiments.routes import route_table
from gonogo.suites.security.experiments.sessions import session_of
from gonogo.suites.security.observations.surface import (
    Call,
    Calls,
    Disguised,
    PrivatePaths,
    PrivateWrites,
    Response,
    Surface,
)
from gonogo.targets.base import Target

_FOREIGN = "https://untrusted.example"
_NAMES = 2
_DISGUISED = 3  # private paths: what closes one mostly closes all
_CROSS_ORIGIN = 3  # requests that are repeated with a foreign origin: smoke has a budget
_PREFLIGHT = {
    "Access-Control-Request-Method": "GET",
    "Access-Control-Request-Headers": "authorization",
    "Access-Control-Request-Private-Network": "true",
}
_BODY_CHARACTERS = 20_000
_WITH_BODY = ("POST", "PUT", "PATCH")
_OK = range(200, 300)
_REFUSED = (401, 403, 404)
_MOVED = (301, 302, 307, 308)
_ERROR = 400


def provoke_responses(target: Target, contract: Contract, security: Security) -> Surface:
    """Send each class once, and pages of a foreign origin; what may write only to a release of our own."""
    asked = _crossed(contract, security)
    callers = {r.credential for r in (*security.responses, *asked)}
    known = {name for name in callers if _is_known(target, name)}
    crossed = [r for r in asked if r.credential in known]
    may_write = Can.TAKE_WRITES in target.can()
    may_be_sent = [r for r in security.responses if r.is_safe or may_write]
    sent = [r for r in may_be_sent if r.credential in known]
    answers = [_ask(target, request) for request in sent]
    files = tuple(_files(target, security, answers))
    return Surface(
        responses=tuple(answers),
        foreign=_cross(target, crossed, security),
        unsent=tuple(r.name for r in security.responses if r not in sent),
        control=tuple(answers[sent.index(r)] if r in sent else _ask(target, r) for r in crossed),
        trusted=tuple(
            _ask(target, r, {"Origin": origin}) for r in crossed[:1] for origin in security.trusted_origins
        ),
        trusted_preflights=tuple(
            _preflight(target, r, origin) for r in crossed[:1] for origin in security.trusted_origins
        ),
        heads=tuple(_ask(target, r.model_copy(update={"method": "HEAD"})) for r in _served(sent)[:1]),
        files=files,
        provoked=tuple(provoked(target, contract)) if may_write else (),
        missed=tuple(missed(target, contract, files)) if may_write else (),
    )


def _is_known(target: Target, credential: str | None) -> bool:
    """Whether whoever asks can be signed in; not where a sign-up would have to come first, and writes."""
    try:
        target.headers(credential)
    except NotSignedUpError:
        return False
    return True


def _served(requests: list[Request]) -> list[Request]:
    return [r for r in requests if r.method == "GET" and r.status in _OK]


def _files(target: Target, security: Security, answers: list[Response]) -> Iterator[Response]:
    """Ask for the static file, by the name that the page has which links to it."""
    if (static := security.static) is None:
        return
    page = next((a for a in answers if a.path == static.page and a.method == "GET"), None)
    if page is None and "*" in static.file:
        page = _ask(target, Request(name="page", path=static.page))
    found = re.search(re.escape(static.file).replace(r"\*", r"[\w.-]+"), page.body if page else static.file)
    if found:
        yield _ask(target, Request(name="static file", path=found[0]))


def visit_private_paths(target: Target, contract: Contract, security: Security) -> PrivatePaths:
    """Ask the public entry for a public path, and for each private one; at a release of our own disguised."""
    disguised = [d for r in security.private_reads[:_DISGUISED] for d in _disguised(target, r)]
    answers, control, of_nobody = _visits(target, contract, security.private_reads)
    return PrivatePaths(answers, control, tuple(disguised), of_nobody)


def _disguised(target: Target, request: Request) -> Iterator[Disguised]:
    """Ask for a path in disguise, and for one beside it that nobody serves in the same."""
    if not target.started_here:
        return
    others = {how: path for how, path, _ in disguises(neighbour(request.path))}
    for how, path, headers in disguises(request.path):
        answer, beside = (
            _ask(target, request.model_copy(update={"path": one}), dict(headers))
            for one in (path, others[how])
        )
        yield Disguised(request.path, how, answer, beside)


def visit_private_writes(target: Target, contract: Contract, security: Security) -> PrivateWrites:
    """Ask with the methods that the private paths take, and that may write."""
    return PrivateWrites(*_visits(target, contract, security.private_writes))


def _visits(
    target: Target, contract: Contract, private: list[Request]
) -> tuple[tuple[Response, ...], tuple[Response, ...], tuple[tuple[str, Response], ...]]:
    """Return the answers, those of what is public, and for each that is not refused that of nobody's path."""
    answers = tuple(_behind_a_slash(target, request) for request in private)
    of_nobody = tuple(
        (request.path, _behind_a_slash(target, request.model_copy(update={"path": neighbour("/")})))
        for answer, request in zip(answers, private, strict=True)
        if answer.status not in (None, *_REFUSED)  # a good release costs no request more
    )
    return answers, tuple(_ask(target, request) for request in public_request(contract)[:1]), of_nobody


def _behind_a_slash(target: Target, request: Request) -> Response:
    """Ask for a path, and where a framework has it end in a slash, or in none, as it says."""
    answer = _ask(target, request)
    bare = request.path.partition("?")[0]
    other = bare.rstrip("/") if bare.endswith("/") else f"{bare}/"
    leads = [urlsplit(to).path for to in answer.values("Location")] if answer.status in _MOVED else []
    if leads != [target_of(below(target.entry, other))] or not other:
        return answer
    return replace(_ask(target, request.model_copy(update={"path": other})), path=request.path)


def call_every_route(target: Target, contract: Contract, routes: Routes) -> Calls:
    """Call each route of the live table at each process; placeholders point at nothing that exists."""
    places = [(replica.name, replica.url) for replica in target.replicas] or [("entry", target.entry)]
    table, wrong = route_table(target, routes), wrong_credentials(contract)
    calls = [*product(places, table, wrong), *product(places, _heads(table), wrong[:1])]
    for place in places:
        calls += product([place], table, [("none, from inside", _from_inside(place[1]))])
    calls += product(places[:1], table, [("none, from its own page", _from_its_page(target.entry))])
    calls += product(
        places[:1], table, [("none, but a name", dict.fromkeys(NAMED, n)) for n in _names(contract)]
    )
    called = tuple(_call(*call) for call in calls)
    known = rightful(target, contract, table)
    taken = {place: list(_taken(place, known)) for place in places}
    return Calls(
        calls=called,
        control=tuple(call for tried in taken.values() for call, _ in tried),
        nearly=tuple(
            _call(place, (request.method, request.path), presented, request.body)
            for place, tried in taken.items()
            for call, request in tried[-1:]
            if call.status in _OK and request.method == "GET"
            for presented in (("none", {}), *nearly_right(request.headers))
        ),
        unreached=unreached(target, places, table, called),
    )


def _names(contract: Contract) -> list[str]:
    """Return whom a client may pretend to be: those of the contract, and who often may do everything.

    Nobody, where such a header is by the contract's word how its clients say who they are.
    """
    if {one.header.casefold() for one in contract.credentials.values()} & {*map(str.casefold, NAMED)}:
        return []
    return list(dict.fromkeys([*list(contract.credentials)[:_NAMES], "admin"]))


def _from_inside(url: str) -> dict[str, str]:
    """Return what says so; as a probe but where whoever calls itself one is answered whatever it asks for."""
    answer = probe(below(url, neighbour("/")), headers=AS_A_PROBE)
    return INSIDE if answer.status in _OK else INSIDE | AS_A_PROBE


def _from_its_page(entry: str) -> dict[str, str]:
    """Return what a browser says of a script of the service's own page."""
    origin = "://".join(urlsplit(entry)[:2])
    return OF_ITS_OWN_PAGE | {"Origin": origin, "Referer": f"{entry.rstrip('/')}/"}


def _taken(place: tuple[str, str], known: list[Rightful]) -> Iterator[tuple[Call, Rightful]]:
    """Call with right credentials until one is taken."""
    for request in known:
        call = _call(place, (request.method, request.path), ("right", request.headers), request.body)
        yield call, request
        if call.status in _OK:
            return


def _heads(table: RouteTable) -> RouteTable:
    """Return what answers GET as HEAD: many servers do so by themselves, past a check that asks for GET."""
    return [("HEAD", path) for method, path in table if method == "GET" and ("HEAD", path) not in table]


def _crossed(contract: Contract, security: Security) -> list[Request]:
    """Return what is asked for from a foreign origin: a public page as well where all are errors."""
    named = security.crossed[:_CROSS_ORIGIN]
    served = any(request.status < _ERROR for request in named)
    public = public_request(contract)[:1] if named and not served else []
    return [*public, *named][:_CROSS_ORIGIN]


def _cross(target: Target, requests: list[Request], security: Security) -> tuple[Response, ...]:
    """Repeat in a session with a foreign Origin, and as its preflight; the first from odd origins as well.

    What only looks like a trusted origin has no preflight: a page may read what both answers allow.
    """
    asked = [(r, _FOREIGN) for r in requests] + [(r, "null") for r in requests[:1]]
    alike = [(r, origin) for r in requests[:1] for origin in lookalikes(target.entry, security)]
    session = session_of(target, security)
    simple = [_ask(target, r, {"Origin": origin}, session) for r, origin in (*asked, *alike)]
    return (*simple, *(_preflight(target, r, origin) for r, origin in asked))


def _preflight(target: Target, request: Request, origin: str) -> Response:
    return _ask(target, request.model_copy(update={"method": "OPTIONS"}), _PREFLIGHT | {"Origin": origin})


def _ask(
    target: Target,
    request: Request,
    extra: dict[str, str] | None = None,
    session: dict[str, str] | None = None,
) -> Response:
    """Ask as who the contract names, who may have a session of his own."""
    headers = (session or {}) | target.headers(request.credential) | (extra or {})
    body = _body(request)
    typed = {"Content-Type": "application/json"} if body else {}
    url = below(target.entry, request.path)
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
    if request.is_safe or request.body is None:
        return None
    return json.dumps(request.body).replace("{uuid}", str(uuid.uuid4())).encode()


def _call(
    place: tuple[str, str],
    route: tuple[str, str],
    presented: tuple[str, dict[str, str]],
    content: bytes = b"{}",
) -> Call:
    (source, url), (method, template), (credential, headers) = place, route, presented
    body, kind = typed(template, content) if method in _WITH_BODY else (None, "")
    extra = {"Content-Type": kind} if kind else {}
    answer = probe(below(url, fill(template)), method=method, headers=headers | extra, body=body)
    error = f"{answer.error}: {answer.detail}" if answer.error else ""
    return Call(source, method, template, credential, answer.status, error)

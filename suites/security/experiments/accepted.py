"""Where hostile inputs go: places that the contract names, each with a request that is taken there."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from gonogo.contract.base import Request
from gonogo.contract.hostile import Taken
from gonogo.contract.model import Contract
from gonogo.instruments.inputs.message import Plain
from gonogo.instruments.probe.logins import authorized
from gonogo.instruments.urls import authority, below, on_port, target_of
from gonogo.suites.security.experiments.known import public_request
from gonogo.targets.base import Target

_MOST_PAGES = 12
_MOST_BODIES = 4
_ERROR = 400
_EDGE = "-----edge"


@dataclass(frozen=True)
class Place:
    """A place: its base URL, the request that shows whether it serves, and what it takes.

    ``queries`` are reads with a query, ``pages`` what is read without one.
    """

    name: str
    base: str
    control: Request
    bodies: tuple[Taken, ...] = ()
    sockets: tuple[str, ...] = ()
    queries: tuple[Request, ...] = ()
    pages: tuple[Request, ...] = ()


def places(target: Target, contract: Contract) -> list[Place]:
    """Return the entry, one replica past what stands before it, and other ports that the contract names."""
    bodies, sockets = accepted(contract), _sockets(contract)
    control = next(iter([*_reads(contract), *bodies]), None)
    found = []
    if control is not None:
        bases = [
            ("entry", target.entry),
            *((r.name, r.url) for r in target.replicas[:1] if r.url != target.entry),
        ]
        queries = tuple(_queries(contract))[:_MOST_BODIES]
        pages = tuple(_pages(contract))[:_MOST_PAGES]
        found = [Place(name, base, control, bodies, sockets, queries, pages) for name, base in bases]
    return found + [Place(path, base, Request(path=path)) for base, path in _other_ports(target, contract)]


def accepted(contract: Contract) -> tuple[Taken, ...]:
    """Return requests that the service takes with a body, one for each path, by the contract's word."""
    security, named = contract.security, list[Request]()
    if security:
        named += security.inputs.requests if security.inputs else ()
        named += [security.body.request] if security.body else []
        named += [security.ownership.create] if security.ownership else []
        named += security.responses
    named += contract.traffic.requests if contract.traffic else ()
    named += [contract.rollout.write] if contract.rollout and contract.rollout.write else []
    taken = [r for r in named if not r.is_safe and (r.status < _ERROR or isinstance(r, Taken))]
    each = {(r.method, r.path): r for r in reversed(taken)}
    return tuple(Taken.model_validate(r.model_dump()) for r in list(reversed(each.values()))[:_MOST_BODIES])


def plain(target: Target, base: str, request: Request) -> Plain:
    """Write a request as it is taken."""
    url = below(base, request.path)
    kind, body = _encoded(request)
    fields = authorized(url, target.headers(request.credential)) | ({"Content-Type": kind} if body else {})
    return Plain(request.method, target_of(url), authority(url), tuple(fields.items()), body)


def _encoded(request: Request) -> tuple[str, bytes]:
    """Return the media type of its body and the body; each `{uuid}` is a fresh one."""
    if request.is_safe or request.body is None:
        return "", b""
    written = json.dumps(request.body).replace("{uuid}", str(uuid.uuid4()))
    fields = json.loads(written)
    kind = request.type if isinstance(request, Taken) else "json"
    if kind == "form":
        return "application/x-www-form-urlencoded", urlencode(fields).encode()
    if kind == "multipart":
        return f"multipart/form-data; boundary={_EDGE}", _multipart(request, fields)
    return "application/json", written.encode()


def _multipart(request: Request, fields: dict[str, object]) -> bytes:
    file = request.file if isinstance(request, Taken) else None
    heads = [(f'name="{name}"', str(value)) for name, value in fields.items()]
    heads += [(f'name="{file}"; filename="a.txt"', "text")] if file else []
    parts = [
        f"--{_EDGE}\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n" for head, value in heads
    ]
    return "".join([*parts, f"--{_EDGE}--\r\n"]).encode()


def _reads(contract: Contract) -> list[Request]:
    """Return requests that only read and whose status is known, likeliest first."""
    named = list(contract.security.responses) if contract.security else []
    named += contract.traffic.requests if contract.traffic else ()
    known = [r for r in named if r.is_safe]
    well = [*public_request(contract), *(r for r in known if r.status < _ERROR)]
    metrics = contract.metrics
    well += (
        [Request(path=metrics.path, credential=metrics.credential)]
        if metrics and metrics.path.startswith("/")
        else []
    )
    return well + known


def _queries(contract: Contract) -> list[Request]:
    """Return reads with a query that succeed, those of journeys as well: one for each path."""
    journeys = contract.latency.journeys if contract.latency else ()
    read = [j for j in journeys if j.method == "GET" and "{" not in j.path]
    of_journeys = [Request(path=j.path, credential=j.credential, status=j.status) for j in read]
    known = [r for r in [*_reads(contract), *of_journeys] if r.method == "GET" and r.status < _ERROR]
    each = {urlsplit(r.path).path: r for r in reversed(known) if urlsplit(r.path).query}
    return list(reversed(each.values()))


def _pages(contract: Contract) -> list[Request]:
    """Return reads that succeed, one for each path: any of them may be where a socket begins."""
    known = [r for r in _reads(contract) if r.method == "GET" and r.status < _ERROR]
    return list({urlsplit(r.path).path: r for r in reversed(known)}.values())[::-1]


def _sockets(contract: Contract) -> tuple[str, ...]:
    security = contract.security
    return security.inputs.sockets if security and security.inputs else ()


def _other_ports(target: Target, contract: Contract) -> list[tuple[str, str]]:
    """Return base and path of the exposition and the probes where another port serves them."""
    health, metrics = contract.health, contract.metrics
    probes = [health.liveness, health.readiness, health.startup, health.overall] if health else []
    named = [
        *([metrics.path] if metrics and not metrics.credential else []),
        *(probe.path for probe in probes if probe),
    ]
    one = (target.replicas[0].url if target.replicas else target.entry) or target.entry
    each = {path[1:].partition("/")[0]: path for path in reversed(named) if path.startswith(":")}
    return [(on_port(one, int(port)), f"/{path[1:].partition('/')[2]}") for port, path in each.items()]

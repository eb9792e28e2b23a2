"""Requests that are made rightly, as far as the contract knows any: the controls of every refusal."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from itertools import product

from gonogo.contract.base import Request
from gonogo.contract.identity import Identity
from gonogo.contract.model import Contract
from gonogo.suites.security.experiments.filling import RouteTable, fill
from gonogo.targets.base import Target

_OK = range(200, 300)
_ERROR = 400
_MOST = 40  # calls at one process: where none of so many is taken, the next one is not either


@dataclass(frozen=True)
class Rightful:
    """A request with a right credential."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


def public_request(contract: Contract) -> list[Request]:
    """Return requests that the public entry takes from anybody, by the contract's word, likeliest first."""
    named = contract.security.responses if contract.security else ()
    found = [r for r in named if r.is_safe and r.status < _ERROR and not r.credential]
    health, deployment = contract.health, contract.deployment
    probes = [health.liveness, health.readiness, health.startup, health.overall] if health else []
    paths = [contract.identity.path] if contract.identity and _is_named(contract.identity) else []
    paths += [probe.path for probe in probes if probe]
    paths += [deployment.ready] if deployment and deployment.ready else []
    return found + [Request(name="public", path=path) for path in paths if path.startswith("/")]


def _is_named(identity: Identity) -> bool:
    """Whether somebody says that the path answers: with a version in a series it is nobody's word."""
    by_path = isinstance(identity.version, str) or not identity.version.series
    return identity.placed and (by_path or "path" in identity.model_fields_set)


def rightful(target: Target, contract: Contract, table: RouteTable) -> list[Rightful]:
    """Return what a right credential opens: promised reads, each route that GET reads, promised writes."""
    promised = [r for r in _promised(contract) if r.credential and r.status in _OK]
    headers = [target.headers(name) for name in contract.credentials]
    reads = sorted((path for method, path in table if method == "GET"), key=lambda path: "{" in path)
    known = [_made(target, request) for request in promised if request.is_safe]
    known += [Rightful("GET", fill(path), header, b"") for path, header in product(reads, headers)]
    known += [_made(target, request) for request in promised if not request.is_safe]
    return known[:_MOST]


def _made(target: Target, request: Request) -> Rightful:
    body = json.dumps(request.body or {}).replace("{uuid}", str(uuid.uuid4())).encode()
    return Rightful(request.method, request.path, target.headers(request.credential), body)


def _promised(contract: Contract) -> list[Request]:
    """Return every request of the contract that says its own status."""
    security, traffic, rollout = contract.security, contract.traffic, contract.rollout
    found = [*(traffic.requests if traffic else ()), *([rollout.request] if rollout else ())]
    if security:
        found += [*security.responses, *security.cross_origin]
        found += [security.tokens.issue] if security.tokens else []
        found += [security.body.request] if security.body else []
        found += [security.ownership.create] if security.ownership else []
    return found

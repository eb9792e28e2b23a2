"""The live route table, from a command of the release or from its OpenAPI document."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from gonogo.contract.access import Routes
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.filling import JSON, RouteTable, Template, filled, of_schema
from gonogo.targets.base import Target, TargetError

_METHODS = ("get", "head", "options", "post", "put", "patch", "delete", "trace")
_SAFE = ("get", "head", "options", "trace")
_CLOSED = (401, 403)
_TRIED = 3
_NOT_FOUND = 404


def route_table(target: Target, routes: Routes) -> RouteTable:
    """Return (method, template) of every route; TargetError where the table cannot be read."""
    if routes.command is None and routes.openapi is None:
        raise TargetError("security.routes names neither a command nor an OpenAPI path: add one of them")
    found: dict[tuple[str, str], tuple[str, str]] = {}
    if routes.openapi is not None:
        found |= {route: route for route in _documented(target, routes.openapi)}
    if routes.command is not None:
        printed = _printed(target.run_command(routes.command), routes.command)
        found = {route: route for route in printed} | found  # a document knows more of its parameters
    return sorted(found.values(), key=lambda route: route[::-1])


def _printed(output: str, command: str) -> RouteTable:
    try:
        return [(row["method"].upper(), _exemplified(row)) for row in json.loads(output)]
    except (ValueError, TypeError, KeyError, AttributeError) as broken:
        raise TargetError(
            f'the command {command} must print [{{"method", "path"}}, …] as JSON, and printed '
            f"{output[:200]!r}: {broken}"
        ) from None


def _exemplified(row: dict[str, str]) -> str:
    return Template(row["path"], row["example"]) if row.get("example") else row["path"]


def _documented(target: Target, path: str) -> RouteTable:
    answer = _document(target, path)
    try:
        document = answer.json()
        paths: dict[str, dict[str, Any]] = document["paths"]
        routes = [(m, template) for template, item in paths.items() for m in item if m in _METHODS]
        found = {route: _path(target, document, *route) for route in routes}
        base = _base(target, document, [path for (method, _), path in found.items() if method == "get"])
        return [
            (method.upper(), Template(t, base + path, _media_type(document, paths[t][method])))
            for (method, t), path in found.items()
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as broken:
        raise TargetError(
            f"{path} must be an OpenAPI document, and answered {answer.status}: {broken}{_hint(answer)}"
        ) from None


def _document(target: Target, path: str) -> Answer:
    """Ask as anybody, and where that is refused as each client of the contract."""
    answer = probe(below(target.entry, path))
    for name in target.context.contract.credentials:
        if answer.status not in _CLOSED:
            break
        answer = probe(below(target.entry, path), headers=target.headers(name))
    return answer


def _hint(answer: Answer) -> str:
    if answer.status not in _CLOSED:
        return ""
    return "; no credential of the contract opens it: name one, or use security.routes.command"


def _path(target: Target, document: Any, method: str, template: str) -> str:
    """Return a path of the form that is documented."""
    item: dict[str, Any] = document["paths"][template]
    named = [*item.get("parameters", ()), *item[method].get("parameters", ())]
    parameters = [_resolved(document, one) for one in named]
    may_exist = method in _SAFE or target.started_here
    found = {
        one["name"]: of_schema(one, may_exist=may_exist) for one in parameters if one.get("in") == "path"
    }
    return filled(template, found)


def _media_type(document: Any, operation: dict[str, Any]) -> str:
    """Return what an operation takes: JSON, or what else its document names first (OpenAPI 3.1, 4.8.13)."""
    body = _resolved(document, operation.get("requestBody") or {})
    named = [*(body.get("content") or operation.get("consumes") or ())]
    return JSON if not named or any("json" in one for one in named) else str(named[0])


def _resolved(document: Any, parameter: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference within the document, once."""
    found: Any = document
    for part in str(parameter.get("$ref") or "").removeprefix("#/").split("/"):
        found = found.get(part, {}) if part else parameter
    return dict(found)


def _base(target: Target, document: Any, paths: list[str]) -> str:
    """Return the path of the document's server, where reads are found below it and not without it.

    What stands before a service may take that path away, and then its own document still has it.
    """
    servers = document.get("servers") or [{"url": document.get("basePath") or ""}]
    prefix = urlsplit(str(servers[0].get("url") or "")).path.rstrip("/")
    if not prefix or "{" in prefix:
        return ""
    below_it = [_is_found(target, prefix + path) for path in paths[:_TRIED]]
    without = [_is_found(target, path) for path in paths[:_TRIED]]
    return prefix if any(below_it) and not any(without) else ""


def _is_found(target: Target, path: str) -> bool:
    return probe(below(target.entry, path)).status not in (None, _NOT_FOUND)

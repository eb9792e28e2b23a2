"""The live route table, from a command of the release or from its OpenAPI document."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from gonogo.contract.access import Routes
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.targets.base import Target, TargetError

_METHODS = ("get", "head", "options", "post", "put", "patch", "delete", "trace")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|<[^<>]*>|(?<=/):[A-Za-z_]\w*")
_NOTHING_EXISTS_HERE = "999999999"

RouteTable = list[tuple[str, str]]


def route_table(target: Target, routes: Routes) -> RouteTable:
    """Return (method, template) of every route; TargetError where the table cannot be read."""
    if routes.command is None and routes.openapi is None:
        raise TargetError("security.routes names neither a command nor an OpenAPI path: add one of them")
    found: set[tuple[str, str]] = set()
    if routes.command is not None:
        found.update(_printed(target.run_command(routes.command), routes.command))
    if routes.openapi is not None:
        found.update(_documented(target, routes.openapi))
    return sorted(found, key=lambda route: route[::-1])


def fill(template: str) -> str:
    """Replace each placeholder: a fresh UUID where its name asks for one, else an id that nothing has."""
    return _PLACEHOLDER.sub(
        lambda match: str(uuid.uuid4()) if "uuid" in match.group().lower() else _NOTHING_EXISTS_HERE, template
    )


def _printed(output: str, command: str) -> RouteTable:
    try:
        return [(route["method"].upper(), route["path"]) for route in json.loads(output)]
    except (ValueError, TypeError, KeyError, AttributeError) as broken:
        raise TargetError(
            f'the command {command} must print [{{"method", "path"}}, …] as JSON, and printed '
            f"{output[:200]!r}: {broken}"
        ) from None


def _documented(target: Target, path: str) -> RouteTable:
    answer = probe(below(target.entry, path))
    try:
        paths: dict[str, dict[str, Any]] = answer.json()["paths"]
        return [(m.upper(), p) for p, operations in paths.items() for m in operations if m in _METHODS]
    except (ValueError, TypeError, KeyError, AttributeError) as broken:
        raise TargetError(
            f"{path} must be an OpenAPI document, and answered {answer.status}: {broken}"
        ) from None

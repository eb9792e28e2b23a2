"""The route table, read from the application itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts

PUBLIC = "none"


@dataclass(frozen=True, order=True)
class Route:
    """One method of one path. `authentication` is `none` or the scopes that it takes."""

    path: str
    method: str
    authentication: str
    statuses: tuple[int, ...]


def route_table(app: FastAPI) -> list[Route]:
    """Return every route, documented or not; HEAD is answered as its GET and not listed."""
    return sorted(
        Route(context.path or "", method, _authentication(context), tuple(sorted(_statuses(context))))
        for context in iter_route_contexts(app.routes)
        for method in (context.methods or set()) - {"HEAD"}
    )


def allowed_methods(app: FastAPI, path: str) -> list[str]:
    """Return the methods that `path` answers, for the Allow header."""
    methods: set[str] = {"OPTIONS"}
    for context in iter_route_contexts(app.routes):
        if context.path_regex.match(path):
            methods |= context.methods or set()
    return sorted(methods | ({"HEAD"} if "GET" in methods else set()))


def _authentication(context: RouteContext) -> str:
    dependant = getattr(context, "dependant", None)
    scopes = {call.scope for call in _calls(dependant) if hasattr(call, "scope")}
    return " ".join(sorted(scopes)) or PUBLIC


def _calls(dependant: Any) -> Iterator[Any]:
    for dependency in getattr(dependant, "dependencies", ()):
        yield dependency.call
        yield from _calls(dependency)


def _statuses(context: RouteContext) -> set[int]:
    documented = {int(status) for status in getattr(context, "responses", {})}
    return documented | {getattr(context, "status_code", None) or 200, 500}

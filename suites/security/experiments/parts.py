"""Use the routes below an object as another client, and as its owner."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from gonogo.contract.access import Routes
from gonogo.contract.ownership import Below, Ownership
from gonogo.core.observation import Can
from gonogo.instruments.probe.ask import Answer
from gonogo.suites.security.experiments.filling import RouteTable
from gonogo.suites.security.experiments.routes import route_table
from gonogo.targets.base import Target

_WRITES = ("PUT", "PATCH", "DELETE")
_PLACEHOLDER = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|<[^<>]*>|(?<!\w):[A-Za-z_]\w*(?:\([^()]*\))?")
_UNDER_TERMS = (412, 428)
Use = Callable[[dict[str, str], Ownership, str, str, Answer | None], Answer]


class Part(NamedTuple):
    """One route below an object: as the table has it, and where that is."""

    method: str
    template: str
    url: str

    @property
    def route(self) -> str:
        """Method and template, as the contract names it."""
        return f"{self.method} {self.template}"


def table_of(target: Target, promised: Ownership, routes: Routes | None) -> RouteTable | None:
    """Return the routes, with those that the contract names; None where they cannot be known here."""
    if promised.below is None or routes is None:
        return []
    if not routes.documented and Can.RUN_COMMAND not in target.can():
        return None
    named = [(method, path) for method, _, path in (one.partition(" ") for one in promised.below.owned)]
    found = route_table(target, routes)
    known = {(method, str(template)) for method, template in found}
    return [*found, *(route for route in named if route not in known)]


def parts_of(table: RouteTable, below: Below, url: str) -> tuple[list[Part], list[str]]:
    """Return the owner's routes below the object, and those that are not tried, for they name another one."""
    parts, others = [], []
    for method, template in table:
        route = f"{method} {template}"
        if (method not in _WRITES and route not in below.owned) or route in below.others:
            continue
        rest = _rest(str(template), urlsplit(url).path)
        if rest and not _PLACEHOLDER.search(rest):
            parts.append(Part(method, str(template), url.partition("?")[0].rstrip("/") + rest))
        elif rest or route in below.owned:
            others.append(route)
    return parts, others


def _rest(template: str, path: str) -> str:
    """Return what a template has below a path, empty where it has nothing there.

    The path may have a base before it that the template lacks.
    """
    pieces, given = template.strip("/").split("/"), path.strip("/").split("/")
    for start in range(len(given)):
        tail = given[start:]
        if len(pieces) > len(tail) and _is_of(tail, pieces[: len(tail)]):
            return "/" + "/".join(pieces[len(tail) :])
    return ""


def _is_of(given: list[str], pieces: list[str]) -> bool:
    """Whether a path has the form of a template, with a word of it at least."""
    literal = any(one == piece for one, piece in zip(given, pieces, strict=True))
    return literal and all(_fits(one, piece) for one, piece in zip(given, pieces, strict=True))


def _fits(given: str, piece: str) -> bool:
    parts = (re.escape(text) for text in _PLACEHOLDER.split(piece))
    return re.fullmatch("[^/]+".join(parts), given) is not None


def attempts_at(
    parts: list[Part], promised: Ownership, headers: dict[str, str], use: Use, seen: Callable[[], Answer]
) -> Iterator[tuple[Part, Answer]]:
    """Use each: without terms at first, for a part may have its own validator, then with the object's."""
    bodies = promised.below.bodies if promised.below else {}
    for part in parts:
        body = bodies.get(part.route, promised.body)
        worded = promised.model_copy(update={"body": body})
        answer = use(headers, worded, part.method, part.url, None)
        if answer.status in _UNDER_TERMS:
            answer = use(headers, worded, part.method, part.url, seen())
        yield part, answer

"""What a service's answers carry, what is open, and what it says of its routes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gonogo.init.asking import Asked
from gonogo.init.operations import base_path
from gonogo.init.paths import DOCUMENTATION, HEADERS, PRIVATE
from gonogo.instruments.probe.ask import Answer

_ROUTES = 3


def headers_of(*answers: Answer) -> dict[str, str | None]:
    """Return the security headers that every answer carries; the value of nosniff, null for any other."""
    found: dict[str, str | None] = {}
    for name in HEADERS:
        values = {answer.header(name) for answer in answers}
        if None not in values:
            found[name] = values.pop() if len(values) == 1 and name == "X-Content-Type-Options" else None
    return found


def partly(answers: Sequence[tuple[str, Answer]]) -> list[str]:
    """Say which security headers some of the named answers carry, and on which they are missing."""
    lost: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in HEADERS:
        missing = tuple(what for what, answer in answers if answer.header(name) is None)
        if 0 < len(missing) < len(answers):
            lost[missing].append(name)
    every = len(answers)
    return [
        f"{', '.join(names)}: on {every - len(missing)} of {every}, missing on: {', '.join(missing)}"
        for missing, names in lost.items()
    ]


def is_there(asked: Asked, path: str) -> bool:
    """Whether a path is answered by something of its own."""
    answer = asked.get(path)
    return answer.status == 200 and not answer.error and not asked.is_catch_all(path)


def open_paths(asked: Asked, taken: set[str]) -> tuple[str, ...]:
    """Return paths that tell the inside and are answered, but for those that the contract itself reads."""
    return tuple(path for path in PRIVATE if path not in taken and is_there(asked, path))


def documentation_of(asked: Asked) -> tuple[str, ...]:
    """Return the pages of documentation that are answered."""
    return tuple(path for path in DOCUMENTATION if is_there(asked, path))


def openapi_of(asked: Asked) -> str | None:
    """Return the path of an OpenAPI document."""
    return next((path for path in asked.places("openapi") if document_at(asked, path)), None)


def document_at(asked: Asked, path: str) -> dict[str, object]:
    """Return the OpenAPI document at a path, empty where there is none."""
    answer = asked.get(path)
    try:
        found = answer.json() if answer.status == 200 else None
    except ValueError:
        return {}
    is_one = isinstance(found, dict) and ("openapi" in found or "swagger" in found)
    return found if is_one and isinstance(found, dict) else {}


def routes_of(asked: Asked, openapi: str | None) -> list[tuple[str, int]]:
    """Return a few routes of the OpenAPI document that GET asks for without a parameter, as they answered."""
    found = []
    for path in simple_routes(document_at(asked, openapi), asked.url) if openapi else ():
        answer = asked.get(path)
        if answer.status in (200, 401, 403) and not answer.error:
            found.append((path, answer.status))
        if len(found) == _ROUTES:
            break
    return found


def simple_routes(document: Mapping[str, Any], url: str) -> Iterator[str]:
    """Yield what GET asks for without a parameter, but for the root, which is asked for anyway."""
    base, paths = base_path(document, url), document.get("paths")
    for path, item in paths.items() if isinstance(paths, dict) else ():
        get = item.get("get") if isinstance(item, dict) else None
        parameters = get.get("parameters", []) if isinstance(get, dict) else None
        if parameters is None or "{" in path or any(p.get("required") for p in parameters):
            continue
        if f"{base}{path}" != "/":
            yield f"{base}{path}"

"""Which answers a first contract promises: one of each class that was seen, and one that has a body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gonogo.init.look import Found
from gonogo.instruments.probe.ask import Answer

_REFUSED = 400
_WELL = 200
_FAILED = 500
_NAMES = {401: "without a credential", 403: "forbidden", 404: "not found", 410: "not found", 429: "a limit"}


def responses_of(found: Found) -> list[dict[str, Any]]:
    """Return requests for the classes of response that were seen; of errors only where there is one."""
    requests: list[dict[str, Any]] = [{"name": "root", "path": "/", "status": found.root.status}]
    requests += [{"name": f"route {path}", "path": path, "status": status} for path, status in found.routes]
    missing = _missing(found)
    if all((request["status"] or 0) >= _REFUSED for request in requests):
        requests += _taken(found)
    elif not any(answer.body for answer in answers_to(found, [*requests, *missing])):
        requests += [request for request in _taken(found) if _has_body(found, request["path"])]
    return [*requests, *missing]


def answers_to(found: Found, requests: Iterable[Mapping[str, Any]]) -> list[Answer]:
    """Return what was answered to drafted requests, as far as it was seen."""
    return [answer for _, answer in named_answers(found, requests)]


def named_answers(found: Found, requests: Iterable[Mapping[str, Any]]) -> list[tuple[str, Answer]]:
    """Return them with the names of the requests."""
    known = found.answers | {"/": found.root, _missing_path(found): found.missing}
    return [(each["name"], known[each["path"]]) for each in requests if each["path"] in known]


def _missing(found: Found) -> list[dict[str, Any]]:
    """Return a request that is refused because nothing is there; nothing where all is answered."""
    status = found.missing.status or 0
    request = {"name": _name(status), "path": _missing_path(found), "status": found.missing.status}
    return [request] if status >= _REFUSED else []


def _name(status: int) -> str:
    """Name a refusal of a path that nobody has for what it says: whoever asks for a credential hides it."""
    return _NAMES.get(status, "an error" if status >= _FAILED else "a refusal")


def _missing_path(found: Found) -> str:
    return f"{found.missing_below}/no-such-page"


def _taken(found: Found) -> list[dict[str, Any]]:
    """Return a request that is answered well, one with a body first: beside it, a refusal says something."""
    pages = [str(found.identity.section.get("path", ""))] if found.identity else []
    pages += [probe.path for probe in found.probes.values() if probe.answer.status == 200]
    pages += [found.metrics.path] if found.metrics else []
    pages += [found.page] if _is_well(found) else []
    own = [path for path in pages if path.startswith("/") and path != "/"]
    ranked = sorted(own, key=lambda path: not _has_body(found, path))
    return [{"name": "page", "path": path, "status": 200} for path in ranked[:1]]


def _is_well(found: Found) -> bool:
    return found.page in found.answers and found.answers[found.page].status == _WELL


def _has_body(found: Found, path: str) -> bool:
    return path not in found.answers or bool(found.answers[path].body)

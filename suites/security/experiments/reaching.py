"""Whether a call came to its route at all: a router that knows no such path asks nobody who he is."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence

from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.filling import RouteTable, fill
from gonogo.suites.security.observations.surface import Call
from gonogo.targets.base import Target

_NOT_FOUND = 404
_CHANGING = re.compile(r"[0-9a-fA-F]{8,}|\d+")
_CHARACTERS = 4_000


def unreached(
    target: Target, places: Sequence[tuple[str, str]], table: RouteTable, calls: Sequence[Call]
) -> tuple[tuple[str, str], ...]:
    """Return (source, route) of what answers everybody as a path does that nobody has."""
    missed = {(c.source, c.method, c.template) for c in calls if c.credential == "none"}
    missed -= {(c.source, c.method, c.template) for c in calls if c.status != _NOT_FOUND}
    callers = [dict[str, str](), *(target.headers(name) for name in target.context.contract.credentials)]
    return tuple(
        (source, f"{method} {template}")
        for source, url in places
        for method, template in table
        if (source, method, template) in missed and not _is_known(url, method, fill(template), callers)
    )


def _is_known(url: str, method: str, path: str, callers: Sequence[Mapping[str, str]]) -> bool:
    nobodys = f"/{uuid.uuid4().hex}"
    unknown = _said(url, method, nobodys, {})
    return any(_said(url, method, path, headers) != unknown for headers in callers)


def _said(url: str, method: str, path: str, headers: Mapping[str, str]) -> tuple[int | None, str]:
    """Return the status and the words of an answer, without the path and whatever changes."""
    answer = probe(below(url, path), method=method, headers=headers)
    last = path.rpartition("/")[2]
    return answer.status, _CHANGING.sub("", answer.text[:_CHARACTERS].replace(path, "").replace(last, ""))

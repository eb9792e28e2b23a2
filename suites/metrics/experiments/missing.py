"""Paths of what is not there, below public routes that take a part of their path from whoever asks."""

from __future__ import annotations

import posixpath
import re
import secrets
import uuid
from collections.abc import Iterable, Iterator

from gonogo.contract.base import Request
from gonogo.contract.security import Security

_MOST = 3
_PLACEHOLDER = re.compile(
    r"\{((?:[^{}]|\{[^{}]*\})*)\}|<([^<>]*)>|(?<=/):([A-Za-z_]\w*(?:\([^()]*\))?)|(?<=/)\*(\w*)$"
)
_NUMBER = re.compile(r"\bint\b|(?:\b|_)id$|Id$|\\d|0-9")
_SUFFIX = re.compile(r"\.\w{1,5}")


def missing_below(security: Security | None, requests: Iterable[Request]) -> tuple[str, ...]:
    """Return a few templates, no two of one folder and none of a route that the known traffic varies."""
    known = {request.route for request in requests}
    found: dict[str, str] = {}
    for template in (*_folders(security, requests), *_public(security)):
        if template not in known:
            found.setdefault(_PLACEHOLDER.split(template, maxsplit=1)[0], template)
    return tuple(found.values())[:_MOST]


def absent(template: str, value: str) -> str:
    """Put what nobody has into each placeholder: a number or a UUID where it takes nothing else."""

    def one(match: re.Match[str]) -> str:
        said = next(part for part in match.groups() if part is not None)
        if "uuid" in said.lower():
            return str(uuid.uuid4())
        return str(10**8 + secrets.randbelow(10**9)) if _NUMBER.search(said) else value

    return _PLACEHOLDER.sub(one, template)


def _public(security: Security | None) -> Iterator[str]:
    """Give the public reads of the route table whose path has a placeholder."""
    for route in security.anonymous if security else ():
        method, _, template = route.partition(" ")
        if method == "GET" and _PLACEHOLDER.search(template):
            yield template


def _folders(security: Security | None, requests: Iterable[Request]) -> Iterator[str]:
    """Give the folders whose files are served, for a name of the same kind."""
    if security and security.static:
        yield _beside(security.static.file)
    for request in requests:
        bare = request.path.partition("?")[0]
        is_file = _SUFFIX.fullmatch(posixpath.splitext(bare)[1]) and bare.count("/") > 1
        if is_file and request.method == "GET" and request.status == 200 and not request.credential:
            yield _beside(bare)


def _beside(file: str) -> str:
    return f"{posixpath.dirname(file).rstrip('/')}/{{name}}{posixpath.splitext(file)[1]}"

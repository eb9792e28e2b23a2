"""Ask beside what anybody may read: for names that nobody serves, and in ways that it does not take."""

from __future__ import annotations

import posixpath
import secrets
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from gonogo.contract.model import Contract
from gonogo.instruments.probe.ask import probe
from gonogo.instruments.urls import below
from gonogo.suites.security.experiments.known import public_request
from gonogo.suites.security.observations.surface import Response
from gonogo.targets.base import Target

_BODY_CHARACTERS = 20_000
_MOST = 4  # public paths: the others are answered by the same code
_BYTES = 6
_LONG = 300  # letters: no file system has such a name (Linux: 255)
_ODD = urlencode({"id": "'", "page": "x", "limit": "-1", "q[]": "1"})
_ACCEPTS = ("*/*", "text/html")


def missed(target: Target, contract: Contract, files: Iterable[Response]) -> Iterator[Response]:
    """Ask for what is not there, beside the promised static file and below each public path.

    A folder is looked into by other code than a route: what it raises has the path of the file in it.
    """
    for file in _files(contract, files):
        yield from _beside(target, file)
    paths = list(dict.fromkeys(r.path.partition("?")[0] for r in public_request(contract)))[:_MOST]
    for path in paths:
        yield _ask(target, "a name below it", f"{path.rstrip('/')}/{_name()}")
        yield _ask(target, "an odd query", f"{path}?{_ODD}")
        yield _ask(target, "another method", path, method="PATCH")


def _files(contract: Contract, files: Iterable[Response]) -> Iterator[str]:
    """Return the path of the static file, or one of its form where no page names it."""
    if contract.security and (static := contract.security.static):
        yield next((file.path for file in files), static.file.replace("*", _name()))


def _beside(target: Target, file: str) -> Iterator[Response]:
    """Ask for a file that is not there, as a program and as a browser; below a file, and in other ways."""
    folder, end = posixpath.dirname(file).rstrip("/"), posixpath.splitext(file)[1]
    for accept in _ACCEPTS:
        yield _ask(target, "a missing file", f"{folder}/{_name()}{end}", accept)
    yield _ask(target, "a file of another kind", f"{folder}/{_name()}.txt")
    yield _ask(target, "a file of a missing folder", f"{folder}/{_name()}/{_name()}{end}")
    yield _ask(target, "a file below a file", f"{file}/{_name()}{end}")
    yield _ask(target, "a long name", f"{folder}/{_name()}{'a' * _LONG}{end}")
    yield _ask(target, "a NUL in a name", f"{folder}/{_name()}%00{end}")
    yield _ask(target, "the folder itself", f"{folder}/")
    yield _ask(target, "another method", file, method="PATCH")


def _name() -> str:
    return secrets.token_hex(_BYTES)


def _ask(target: Target, name: str, path: str, accept: str = "*/*", *, method: str = "GET") -> Response:
    answer = probe(below(target.entry, path), method=method, headers={"Accept": accept})
    error = f"{answer.error}: {answer.detail}" if answer.error else ""
    text = answer.text[:_BODY_CHARACTERS]
    return Response(name, method, path, "", 404, answer.status, error, answer.headers, text)

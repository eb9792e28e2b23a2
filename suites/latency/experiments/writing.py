"""Where the contract lets a client put text: parameters, the last segment of a path, fields of a body."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, quote_plus

from gonogo.contract.base import Request
from gonogo.contract.hostile import Taken
from gonogo.contract.model import Contract
from gonogo.instruments.inputs.message import Plain
from gonogo.suites.security.experiments.accepted import accepted, plain
from gonogo.targets.base import Target

_URL_BYTES = 7_000  # of the 8,000 that a request line may have (RFC 9112, 3)
_BODY_BYTES = 65_536
_MOST_PLACES = 16
_ERROR, _MISSING = 400, 404


@dataclass(frozen=True)
class Spot:
    """One place for text: ``put`` makes the request with a text there, which may have ``room_bytes``."""

    name: str
    request: Taken
    put: Callable[[str], Taken] = field(compare=False)
    room_bytes: int = _URL_BYTES

    def written(self, target: Target, text: str | None) -> tuple[str, Plain]:
        """Return path and message of the request with a text in it, or as the contract has it."""
        made = self.request if text is None else self.put(text)
        return made.path, plain(target, target.entry, made)

    def size(self, target: Target, text: str) -> int:
        """Return the bytes that count: of the body, or of the request target where there is none."""
        _, made = self.written(target, text)
        return len(made.body or made.target.encode())


def spots(contract: Contract, *, writes: bool) -> list[Spot]:
    """Return the places, each once: those of reads first, and of others where they may be sent."""
    found: dict[str, Spot] = {}
    for request in _requests(contract):
        if request.is_safe or writes:
            for spot in _of(request, contract):
                found.setdefault(spot.name, spot)
    return sorted(found.values(), key=lambda spot: not spot.request.is_safe)[:_MOST_PLACES]


def _requests(contract: Contract) -> Iterator[Taken]:
    """Give what the service answers by the contract's word; who is counted by each try is left alone."""
    limited = {limit.form.path for limit in contract.security.limits} if contract.security else set()
    named: list[Request] = list(contract.traffic.requests) if contract.traffic else []
    for journey in contract.latency.journeys if contract.latency else ():
        plan = {"rate_per_second", "budgets", "error_ratio"}
        named.append(Request.model_validate(_filled(journey.model_dump(exclude=plan))))
    for request in [*named, *accepted(contract)]:
        taken = Taken.model_validate(request.model_dump())
        if request.path not in limited and (request.status < _ERROR or request.status == _MISSING):
            yield taken


def _filled(data: Any) -> Any:
    """Put a number and an identifier where a journey has its placeholders; in bodies, `{uuid}` stays."""
    path = data["path"].replace("{n}", "1").replace("{uuid}", str(uuid.uuid4()))
    return data | {"path": path, "body": _numbered(data["body"])}


def _numbered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbered(each) for key, each in value.items()}
    return value.replace("{n}", "1") if isinstance(value, str) else value


def _of(request: Taken, contract: Contract) -> Iterator[Spot]:
    if request.is_safe:
        yield from _in_query(request)
        yield _in_path(request)
    elif request.status < _ERROR:
        yield from _in_body(request, contract)


def _in_query(request: Taken) -> Iterator[Spot]:
    path, _, query = request.path.partition("?")
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    for at, (name, _, _) in enumerate(pairs):

        def put(text: str, at: int = at) -> Taken:
            made = [f"{n}={quote_plus(text) if i == at else v}" for i, (n, _, v) in enumerate(pairs)]
            return request.model_copy(update={"path": f"{path}?{'&'.join(made)}"})

        if request.status < _ERROR:
            yield Spot(f"{name} of {request.method} {path}", request, put)


def _in_path(request: Taken) -> Spot:
    path, mark, query = request.path.partition("?")
    folder = path.rstrip("/").rpartition("/")[0]

    def put(text: str) -> Taken:
        return request.model_copy(update={"path": f"{folder}/{quote(text, safe='')}{mark}{query}"})

    return Spot(f"the last segment of {request.method} {folder}/…", request, put)


def _in_body(request: Taken, contract: Contract) -> Iterator[Spot]:
    promised = contract.security.body if contract.security else None
    room = min(_BODY_BYTES, (promised.limit_bytes if promised else None) or _BODY_BYTES)
    for way in _texts(request.body or {}):

        def put(text: str, way: tuple[str | int, ...] = way) -> Taken:
            return request.model_copy(update={"body": _with(request.body, way, text)})

        name = ".".join(map(str, way))
        yield Spot(f"{name} of {request.method} {request.path.partition('?')[0]}", request, put, room)


def _texts(value: object, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the way to each text in a body; of a list, the first item stands for all."""
    if isinstance(value, str):
        yield way
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(each, (*way, key))
    elif isinstance(value, list | tuple) and value:
        yield from _texts(value[0], (*way, 0))


def _with(value: Any, way: tuple[str | int, ...], text: str) -> Any:
    if not way:
        return text
    step, *rest = way
    if isinstance(value, Mapping):
        return {**value, step: _with(value[step], tuple(rest), text)}
    return [_with(each, tuple(rest), text) if at == step else each for at, each in enumerate(value)]

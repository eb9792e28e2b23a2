"""What can be used and is hardly meant as it is written: told where a contract is checked, never refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from gonogo.contract.deployment import Local
from gonogo.contract.model import Contract

_BARE = re.compile(r"(?:^|[\s=:])\$([A-Z_][A-Z0-9_]*)(?=$|[\s;,&@])")
"""A word that is a variable of a shell; within another word, or in small letters, it may be of a password."""
_FILES = ("ca", "client_certificate", "client_key")


def doubts(contract: Contract, path: Path, today: dt.date) -> list[str]:
    """Return a line for each; ``path`` is the contract's own."""
    local = contract.deployment.local if contract.deployment else None
    return [
        *(f"latency: {told}" for told in (contract.latency.untold if contract.latency else ())),
        *_ended(contract, today),
        *_missing(contract, path.parent),
        *(_without_a_port(local) if local else ()),
        *_bare_variables(contract),
    ]


def _ended(contract: Contract, today: dt.date) -> Iterator[str]:
    for n, waiver in enumerate(contract.waivers):
        if waiver.expires < today:
            yield f"waivers.{n}.expires: {waiver.expires} is over: {waiver.rule} is waived no more"


def _missing(contract: Contract, folder: Path) -> Iterator[str]:
    for key in _FILES:
        named = getattr(contract.network, key, None)
        if named and not (folder / named).is_file():
            yield f"network.{key}: {folder / named} is no file here; a run is refused without it"
    compose = contract.deployment.compose if contract.deployment else None
    for n, name in enumerate(compose.files if compose else ()):
        if not (folder / name).is_file():
            key = f"deployment.compose.files.{n}"
            yield f"{key}: {folder / name} is no file here; a run is refused without it"


def _without_a_port(local: Local) -> Iterator[str]:
    if not any("{port}" in text for text in (*local.command, *local.environment.values())):
        yield (
            "deployment.local: neither `command` nor `environment` has {port}: each process is asked at a"
            " free port of its own, of which nothing tells it"
        )


def _bare_variables(contract: Contract) -> Iterator[str]:
    deployment = contract.deployment
    started = {key: getattr(deployment, key, None) for key in ("local", "compose")}
    places: dict[str, Any] = {
        "credentials": contract.credentials,
        "network.headers": contract.network.headers if contract.network else {},
        **{f"deployment.{key}.environment": made.environment for key, made in started.items() if made},
    }
    for place, held in places.items():
        for where, text in _texts(held, place):
            if found := _BARE.search(text):
                yield f"{where}: ${found[1]} is sent as it is written; what is filled in is ${{{found[1]}}}"


def _texts(held: Any, where: str) -> Iterator[tuple[str, str]]:
    """Give each text below a place, and where it stands; what a request asks for is none of them."""
    if isinstance(held, str):
        yield where, held
    elif isinstance(held, BaseModel):
        yield from _texts(
            {key: getattr(held, key) for key in type(held).model_fields if key != "path"}, where
        )
    elif isinstance(held, dict):
        for key, value in held.items():
            yield from _texts(value, f"{where}.{key}")
    elif isinstance(held, tuple | list):
        for n, value in enumerate(held):
            yield from _texts(value, f"{where}.{n}")

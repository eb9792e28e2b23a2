"""Where an error of pydantic stands in the contract, and what is legal there."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


@dataclass(frozen=True)
class Place:
    """A location without the names that pydantic gives to the members of a union.

    ``legal`` is the type there and ``section`` what holds it; ``choices`` says for each union on the way
    where it stands, and whether the error is about its section.
    """

    parts: tuple[str | int, ...]
    legal: Any
    section: Any = None
    choices: tuple[tuple[tuple[str | int, ...], bool], ...] = ()


def place_of(model: type[BaseModel], location: Iterable[str | int]) -> Place:
    """Walk a location through sections, mappings, lists and unions."""
    parts: list[str | int] = []
    choices: list[tuple[tuple[str | int, ...], bool]] = []
    current: Any = model
    section: Any = None
    for part in location:
        current = plain(current)
        if len(members(current)) > 1:
            choices.append((tuple(parts), is_section(current := _member(current, str(part)))))
        elif part != "[key]":
            parts.append(part)
            section, current = current, _step(current, part)
    return Place(tuple(parts), plain(current), section, tuple(choices))


def value_at(data: Any, parts: Iterable[str | int]) -> Any:
    """Return what the contract holds there, None where nothing is."""
    for part in parts:
        if isinstance(data, Mapping):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def plain(annotation: Any) -> Any:
    """Return a type without its metadata, and without *or null* where that leaves one."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    found = members(annotation)
    return plain(found[0]) if len(found) == 1 and found[0] is not annotation else annotation


def members(annotation: Any) -> list[Any]:
    """Return the members of a union without null; the type itself where it is none."""
    if get_origin(annotation) not in (Union, types.UnionType):
        return [annotation]
    return [each for each in get_args(annotation) if each is not type(None)]


def is_section(thing: Any) -> bool:
    """Whether a type is a section of a contract."""
    return isinstance(thing, type) and issubclass(thing, BaseModel)


def keys_of(legal: Any) -> list[str]:
    """Return the legal keys of a section, none of anything else."""
    return sorted(legal.model_fields) if is_section(legal) else []


def _member(union: Any, named: str) -> Any:
    """Return the member of a union that pydantic's name for it means; sections are told by theirs."""
    known = [plain(each) for each in members(union)]
    sections = [each for each in known if is_section(each)]
    named_one = next((each for each in sections if each.__name__ in named), None)
    return named_one or next((each for each in known if not is_section(each)), known[0])


def _step(current: Any, part: str | int) -> Any:
    if is_section(current) and part in current.model_fields:
        return current.model_fields[part].annotation
    if get_origin(current) is dict:
        return get_args(current)[1]
    return get_args(current)[0] if get_origin(current) is tuple and isinstance(part, int) else None

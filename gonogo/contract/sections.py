"""Give a function the sections of the contract that its parameters name.

A parameter is the section of its name and type: ``tokens: Tokens`` is ``security.tokens``. The contract as a
whole goes to a parameter of type ``Contract``.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from gonogo.contract.base import Section
from gonogo.contract.model import Contract


class NoSuchSectionError(Exception):
    """A parameter that names no section, or one that the contract does not have."""


class Asked(NamedTuple):
    """One parameter: its name, the dotted path of what it asks for, and whether it does without."""

    name: str
    path: str
    optional: bool


def asked_by(function: Callable[..., Any]) -> tuple[Asked, ...]:
    """Return what a function asks for by its parameters after the first; NoSuchSectionError for any other.

    The path of the contract itself is empty.
    """
    hints = inspect.get_annotations(function, eval_str=True)
    return tuple(_asked(name, hints.get(name)) for name in list(inspect.signature(function).parameters)[1:])


def given(asked: tuple[Asked, ...], contract: Contract) -> dict[str, Any]:
    """Return the arguments by name; NoSuchSectionError where the contract lacks one that is needed."""
    return {one.name: _section(one, contract) for one in asked}


def _asked(name: str, hint: Any) -> Asked:
    kind, optional = _without_none(hint)
    if kind is Contract:
        return Asked(name, "", optional=False)
    paths = _places().get((name, kind), [])
    if len(paths) != 1:
        raise NoSuchSectionError(
            f"{name}: the contract has {len(paths)} sections of this name and type, not one"
        )
    return Asked(name, paths[0], optional)


def _section(asked: Asked, contract: Contract) -> Any:
    found: Any = contract
    for part in filter(None, asked.path.split(".")):
        found = getattr(found, part, None)
    if found is None and not asked.optional:
        raise NoSuchSectionError(f"the contract has no `{asked.path}`")
    return found


@cache
def _places() -> dict[tuple[str, Any], list[str]]:
    """Return the dotted paths of all sections by name and type."""
    found: dict[tuple[str, Any], list[str]] = {}
    for path, kind in _below(Contract, ""):
        found.setdefault((path.rpartition(".")[2], kind), []).append(path)
    return found


def _below(section: type[Section], prefix: str) -> Iterator[tuple[str, type[Section]]]:
    for name, field in section.model_fields.items():
        kind, _ = _without_none(field.annotation)
        if isinstance(kind, type) and issubclass(kind, Section):
            yield prefix + name, kind
            yield from _below(kind, f"{prefix}{name}.")


def _without_none(hint: Any) -> tuple[Any, bool]:
    """Return what an annotation says beside None, and whether it says None."""
    if typing.get_origin(hint) not in {types.UnionType, typing.Union}:
        return hint, False
    kinds = [kind for kind in typing.get_args(hint) if kind is not type(None)]
    return (kinds[0], True) if len(kinds) == 1 else (hint, False)

"""Frozen dataclasses to JSON and back, refusing what does not fit by its place in the document."""

import dataclasses
import difflib
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class CodecError(ValueError):
    """A document that is not of the expected form; the message names place, expectation and finding."""


def encode(value: object) -> Any:
    """Plain JSON types of a dataclass (tuples become lists)."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, list | tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    return value


def decode(kind: type[T], value: object, where: str) -> T:
    """An instance of the dataclass `kind` from plain JSON types. Raises CodecError."""
    return typing.cast("T", _dataclass(kind, value, where))


def _refuse(where: str, expected: str, value: object) -> CodecError:
    return CodecError(f"{where}: expected {expected}, got {value!r:.80}")


def _dataclass(kind: Any, value: object, where: str) -> Any:
    if not isinstance(value, dict):
        raise _refuse(where, "an object", value)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for name in value:
        if name not in fields:
            raise CodecError(f"{where}: unknown field {name!r}{_nearest(name, fields)}")
    for name, field in fields.items():
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if required and name not in value:
            raise CodecError(f"{where}: field {name!r} is missing")
    hints = typing.get_type_hints(kind)
    return kind(**{name: _value(hints[name], item, f"{where}.{name}") for name, item in value.items()})


def _nearest(name: str, known: Mapping[str, object]) -> str:
    matches = difflib.get_close_matches(str(name), known, n=1)
    return f"; did you mean {matches[0]!r}?" if matches else f"; known are {', '.join(known)}"


def _value(hint: Any, value: object, where: str) -> Any:
    if hint is Any:
        return value
    if dataclasses.is_dataclass(hint):
        return _dataclass(hint, value, where)
    generic = {types.UnionType: _optional, typing.Literal: _literal, tuple: _sequence, dict: _mapping}
    reader = generic.get(typing.get_origin(hint))
    return reader(typing.get_args(hint), value, where) if reader else _scalar(hint, value, where)


def _optional(hints: tuple[Any, ...], value: object, where: str) -> Any:
    return None if value is None else _value(hints[0], value, where)


def _literal(legal: tuple[Any, ...], value: object, where: str) -> Any:
    if value not in legal:
        raise _refuse(where, "one of " + ", ".join(map(repr, legal)), value)
    return value


def _sequence(hints: tuple[Any, ...], value: object, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _refuse(where, "a list", value)
    return tuple(_value(hints[0], item, f"{where}[{index}]") for index, item in enumerate(value))


def _mapping(hints: tuple[Any, ...], value: object, where: str) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise _refuse(where, "an object", value)
    return {key: _value(hints[1], item, f"{where}.{key}") for key, item in value.items()}


def _scalar(hint: type, value: object, where: str) -> Any:
    names = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
    if isinstance(value, bool) != (hint is bool):
        raise _refuse(where, names[hint], value)
    if hint is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, hint):
        raise _refuse(where, names[hint], value)
    return value

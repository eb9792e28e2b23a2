"""Evidence as JSON. A rule's odd value must not cost the run its verdict."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from json.encoder import encode_basestring_ascii
from typing import Any


def jsonable(value: Any) -> Any:
    """Return plain JSON types: dates in ISO 8601, sets sorted, NaN and the infinities by name, else text."""
    if value is None or isinstance(value, str | bool | int):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Enum):
        return jsonable(value.value)
    return _collection(value)


def as_json(value: Any, indent: int | None = None) -> str:
    """Return JSON in pure ASCII, so that no control character survives in a file or on a terminal."""
    plain = jsonable(value)
    return json.dumps(plain, allow_nan=False) if indent is None else _laid_out(plain, indent, "\n")


def _laid_out(value: Any, indent: int, margin: str) -> str:
    """Return what `json.dumps` returns with an indent, for which it has no C: a third of the time."""
    inner = margin + " " * indent
    if isinstance(value, str):
        return encode_basestring_ascii(value)
    if isinstance(value, dict) and value:
        told = (
            f"{encode_basestring_ascii(key)}: {_laid_out(each, indent, inner)}" for key, each in value.items()
        )
        return f"{{{inner}{f',{inner}'.join(told)}{margin}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([_laid_out(each, indent, inner) for each in value])}{margin}]"
    return json.dumps(value, allow_nan=False)


def _collection(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: jsonable(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(jsonable(key)): jsonable(each) for key, each in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((jsonable(each) for each in value), key=str)
    if isinstance(value, list | tuple):
        return [jsonable(each) for each in value]
    return str(value)

"""Contract errors that a stranger can mend: section, value, legal values, nearest match."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError


class ContractError(Exception):
    """A contract that cannot be used; the text is the whole message for its author."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for a close match, else an empty string."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def explain(error: ValidationError, model: type[BaseModel]) -> str:
    """Put each of pydantic's errors into a line: where, what was found, what is legal."""
    return "\n".join(f"  {_line(item, model)}" for item in error.errors(include_url=False))


def _line(item: Mapping[str, Any], model: type[BaseModel]) -> str:
    where = ".".join(str(part) for part in item["loc"]) or "the contract"
    if item["type"] == "extra_forbidden":
        known = _keys_at(model, item["loc"][:-1])
        key = str(item["loc"][-1])
        return f"{where}: unknown key {key!r}; legal: {', '.join(known)}{nearest(key, known)}"
    if item["type"] == "missing":
        return f"{where}: missing; it is required"
    if item["type"] == "literal_error":
        legal = item["ctx"]["expected"]
        words = [w.strip(" '") for w in legal.replace(" or ", ",").split(",")]
        return f"{where}: {item['input']!r} is not legal; legal: {legal}{nearest(str(item['input']), words)}"
    return f"{where}: {item['input']!r} is not legal: {_lower(item['msg'])}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _keys_at(model: type[BaseModel], location: Iterable[Any]) -> list[str]:
    """Return the legal keys of the section at a location, walking mappings and sequences."""
    current: Any = model
    for part in location:
        current = _step(current, part)
    return sorted(current.model_fields) if _is_section(current) else []


def _step(current: Any, part: Any) -> Any:
    if _is_section(current) and part in current.model_fields:
        return _inner(current.model_fields[part].annotation)
    return current


def _inner(annotation: Any) -> Any:
    """Return the section inside an optional, a tuple or a mapping."""
    if _is_section(annotation):
        return annotation
    return next((s for s in map(_inner, get_args(annotation)) if _is_section(s)), None)


def _is_section(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, BaseModel)

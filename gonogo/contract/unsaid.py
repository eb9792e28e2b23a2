"""Keys behind which nothing stands: whoever writes one means a promise, and none is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from gonogo.contract.written import NOTHING, Written


def empty(found: Any, written: Written, parts: tuple[int | str, ...] = ()) -> Iterator[str]:
    """Give a line for each; `null` and `~` are words, and say that a key is left out on purpose."""
    for part, value in _below(found):
        place = (*parts, part)
        if value is None and written.value(place) == NOTHING:
            where = ".".join(map(str, written.keys(place)))
            yield f"{where}: nothing is not legal: write what is promised there, or leave the key out"
        yield from empty(value, written, place)


def _below(found: Any) -> Iterator[tuple[int | str, Any]]:
    """Give what the author wrote below a value; of a mapping with free names a null is a value of its own."""
    if isinstance(found, BaseModel):
        yield from ((key, getattr(found, key)) for key in found.model_fields_set)
    elif isinstance(found, dict):
        yield from ((key, value) for key, value in found.items() if isinstance(value, BaseModel | tuple))
    elif isinstance(found, tuple):
        yield from enumerate(found)

"""A contract's keys and values as its author wrote them: YAML 1.1 makes `yes`, `on`, `010` and `~` others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

NOTHING = "nothing"
"""How an empty value is told."""
_MERGE = "tag:yaml.org,2002:merge"
_TEXT = "tag:yaml.org,2002:str"
_BOOL = "tag:yaml.org,2002:bool"
_NULL = "tag:yaml.org,2002:null"
_TRUE = frozenset({"yes", "true", "on"})


class Written:
    """A contract as its author wrote it; ``root`` is the node of YAML that it begins with."""

    def __init__(self, root: Any) -> None:
        self._root = root

    def keys(self, parts: Sequence[int | str]) -> tuple[int | str, ...]:
        """Return a place in the author's own words, as far as there is such a one."""
        return tuple(part if key is None else key.value for part, (key, _) in self._walk(parts))

    def value(self, parts: Sequence[int | str]) -> str | None:
        """Return what stands at a place, of which YAML makes no text; None where it does."""
        *_, (_, (_, node)) = [(None, (None, self._root)), *self._walk(parts)]
        if not _is(node, "scalar") or node.tag == _TEXT:
            return None
        return str(node.value) or NOTHING

    def _walk(self, parts: Sequence[int | str]) -> Iterator[tuple[int | str, tuple[Any, Any]]]:
        """Give each part with its key, None in a list, and what stands there; both None once it is lost."""
        node: Any = self._root
        for part in parts:
            key, node = _below(node, part)
            yield part, (key, node)


def _below(node: Any, part: int | str) -> tuple[Any, Any]:
    if _is(node, "sequence") and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    if _is(node, "mapping"):
        return next((pair for pair in _pairs(node) if _name(pair[0]) == str(part)), (None, None))
    return None, None


def _pairs(node: Any) -> Iterator[tuple[Any, Any]]:
    """Give the keys of a mapping with their values, its own before those that a merge brings along."""
    yield from (pair for pair in node.value if pair[0].tag != _MERGE)
    for key, brought in node.value:
        if key.tag == _MERGE:
            for one in brought.value if _is(brought, "sequence") else [brought]:
                yield from _pairs(one)


def _is(node: Any, kind: str) -> bool:
    return getattr(node, "id", "") == kind


def _name(key: Any) -> str:
    """Return a key as JSON has it."""
    if key.tag == _BOOL:
        return "true" if key.value.lower() in _TRUE else "false"
    return "null" if key.tag == _NULL else str(key.value)

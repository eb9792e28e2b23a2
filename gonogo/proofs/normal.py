"""A module as it is executed, as text: equal for two that do the same, whatever they say about it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

_A_PLACE = re.compile(r"([a-z_]\w*(?:\.[a-z_]\w*)+):(\w+)")
"""A function of a module, as an observation names its experiment: the module may move."""
IMPORTS = (ast.Import, ast.ImportFrom)
IsOurs = Callable[[str], bool]


def normal(tree: ast.AST, is_ours: IsOurs) -> str:
    """Return the tree as text, without documentation, positions and the places of our own modules."""
    if isinstance(tree, ast.Constant):
        return f"<{_constant(tree.value, is_ours)}>"
    fields = {name: _field(tree, name, is_ours) for name in tree._fields}
    # what is empty is left out: the next Python may have one field more
    return f"{type(tree).__name__}({', '.join(f'{name}={said}' for name, said in fields.items() if said)})"


def _field(node: ast.AST, name: str, is_ours: IsOurs) -> str:
    value = getattr(node, name, None)
    if isinstance(node, ast.ImportFrom) and name in {"module", "level"}:
        return "" if node.level or is_ours(node.module or "") else repr(value)
    if isinstance(node, ast.alias) and name == "name" and is_ours(node.name) and "." in node.name:
        return repr(node.name.rsplit(".", 1)[1])
    return _value(value, is_ours)


def _value(value: object, is_ours: IsOurs) -> str:
    if isinstance(value, ast.AST):
        return normal(value, is_ours)
    if isinstance(value, list):
        said = [_value(one, is_ours) or "None" for one in _told(value, is_ours)]
        return f"[{', '.join(said)}]" if said else ""
    return "" if value is None else repr(value)


def _told(values: list[object], is_ours: IsOurs) -> list[object]:
    """Return what counts: no documentation, and imports first, name by name, in an order of their own.

    Which permission an experiment can be spared is no part of what it does: no proof rests on it. A formatter
    sorts imports and joins those of one module, and a module that moves is sorted elsewhere.
    """
    kept = [one for one in values if not _is_documentation(one) and not _is_permission(one)]
    imports = [name for one in kept if isinstance(one, IMPORTS) for name in names_of(one)]
    rest = [one for one in kept if not isinstance(one, IMPORTS)]
    return [*sorted(imports, key=lambda one: normal(one, is_ours)), *rest]


def names_of(node: ast.Import | ast.ImportFrom) -> list[ast.Import | ast.ImportFrom]:
    """Return one import for each name that an import statement names."""
    if isinstance(node, ast.Import):
        return [ast.Import([name]) for name in node.names]
    return [ast.ImportFrom(node.module, [name], node.level) for name in node.names]


def _is_documentation(statement: object) -> bool:
    """Whether it is a text that stands by itself, or a `pass`: nothing comes of either."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str)
    return isinstance(statement, ast.Pass)


def _is_permission(part: object) -> bool:
    return isinstance(part, ast.keyword) and part.arg == "spared"


def _constant(value: object, is_ours: IsOurs) -> str:
    place = _A_PLACE.fullmatch(value) if isinstance(value, str) else None
    return f"place {place[2]}" if place and is_ours(place[1]) else repr(value)

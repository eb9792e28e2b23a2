"""Series that an expression of PromQL compares with what they were: told without evaluating it. Pure.

Source: Prometheus, "Querying basics" (offset modifier) and "Functions" (`<aggregation>_over_time`).
"""

from __future__ import annotations

from typing import Any

from gonogo.suites.metrics.promql import kind_of, name_of, text_of, walked, word_of

_SIGNS = frozenset({"-", "==", "!=", "<", "<=", ">", ">=", "unless"})
_OF_A_TIME = frozenset({"max_over_time", "min_over_time", "last_over_time"})
_Moment = tuple[str, ...]


def compared_with_before(expression: str) -> set[str]:
    """Return the series that both sides of an operation look at, each side at another time.

    `x == x offset 1h` asks whether any came, and `sum(x) - sum(x offset 5m)` how many.
    """
    found = set()
    for node, _ in walked(expression):
        if kind_of(node) == "BinaryExpr" and str(node.op) in _SIGNS:
            sides = [_looked_at(node.lhs), _looked_at(node.rhs)]
            names = {name for name, _ in filter(None, sides)}
            if None not in sides and len(names) == 1 and len({*sides}) == 2:
                found |= names
    return found


def _looked_at(side: Any) -> tuple[str, _Moment] | None:
    """Return the only series of a side, and at which moment; None where there are more, or a rate of it."""
    found = [(node, outer) for node, outer in walked(text_of(side)) if kind_of(node) == "VectorSelector"]
    if len(found) != 1 or not name_of(found[0][0]):
        return None
    node, outer = found[0]
    calls = [one for one in outer if kind_of(one) == "Call"]
    if not {*map(word_of, calls)} <= _OF_A_TIME:
        return None
    windows = [str(one.range) for one in outer if kind_of(one) in ("MatrixSelector", "SubqueryExpr")]
    return name_of(node), (str(node.offset), str(node.at), *map(word_of, calls), *windows)

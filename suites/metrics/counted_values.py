"""Labels that an expression of PromQL makes of a value: another series with each value. Pure.

Source: Prometheus, "Operators", `count_values`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_COUNTED = re.compile(
    r"""\bcount_values\s*(?:(?:by|without)\s*\([^()]*\)\s*)?\(\s*(?:"([^"]+)"|'([^']+)'|`([^`]+)`)""",
    re.IGNORECASE,
)
_AGGREGATION = re.compile(
    r"\b(?:sum|min|max|avg|group|stddev|stdvar|count|quantile)\s*(?:(by|without)\s*\(([^()]*)\)\s*)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(by|without)\s*\(([^()]*)\)", re.IGNORECASE)


def labels_of_values(expression: str) -> list[str]:
    """Return the labels made of values that the result still has: no aggregation around them drops them."""
    found = []
    for counted in _COUNTED.finditer(expression):
        label = counted[1] or counted[2] or counted[3]
        if all(_keeps(around, label) for around in _around(expression, counted.start())):
            found.append(label)
    return found


def _around(expression: str, place: int) -> Iterator[tuple[str, str]]:
    """Give how each aggregation around a place groups: by, without or nothing, and the labels."""
    opened: list[int] = []
    for at, sign in enumerate(expression[:place]):
        if sign == "(":
            opened.append(at)
        elif sign == ")" and opened:
            opened.pop()
    for at in opened:
        head = _AGGREGATION.search(expression[:at])
        if head:
            after = _AFTER.match(expression, _closed(expression, at))
            yield (
                (head[1] or (after[1] if after else "") or "").lower(),
                head[2] or (after[2] if after else "") or "",
            )


def _closed(expression: str, at: int) -> int:
    """Return the place behind the parenthesis that closes the one that opens here."""
    depth = 0
    for place in range(at, len(expression)):
        depth += {"(": 1, ")": -1}.get(expression[place], 0)
        if depth == 0:
            return place + 1
    return len(expression)


def _keeps(grouping: tuple[str, str], label: str) -> bool:
    how, labels = grouping
    named = label in re.findall(r"\w+", labels)
    return named if how == "by" else not named if how == "without" else False

"""Operations whose result is told beforehand: nothing, always the same, or never enough. Pure.

Source: Prometheus, "Operators" (vector matching; comparison filters) and "Functions" (`histogram_quantile`
never gives more than the last finite bound).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from gonogo.suites.metrics.promql import (
    ANY_LABELS,
    ARITHMETIC,
    PICKS,
    Labels,
    Matcher,
    bare,
    compared,
    grouping,
    is_scalar,
    kind_of,
    labels_of,
    matchers_of,
    name_of,
    text_of,
    walked,
    word_of,
)

_NARROWS = frozenset({*ARITHMETIC, "and"})
_OF_TARGETS = frozenset({"instance", "job"})
_OF_COUNTERS = frozenset({"rate", "irate", "increase"})


def unmatched(expression: str, scraped: Collection[str] = ()) -> list[str]:
    """Return the operations whose sides have no label set in common, so that they result in nothing.

    ``scraped`` are series that a target exposes: as they are they have the labels of that target.
    """
    found = [node for node, _ in walked(expression) if kind_of(node) == "BinaryExpr"]
    return [said for node in found if str(node.op) in _NARROWS and (said := _apart(node, scraped))]


def _apart(node: Any, scraped: Collection[str]) -> str:
    left, right = labels_of(node.lhs), labels_of(node.rhs)
    if is_scalar(node.lhs) or is_scalar(node.rhs):
        return ""
    if left is None or right is None:
        return _without_target(node, left, right, scraped)
    by = [compared(side, node.modifier) for side in (left, right)]
    if by[0] == by[1]:
        return ""
    sides = " and ".join(f"({', '.join(sorted(side))})" for side in by)
    return f"the sides of {node.op} have the labels {sides}"


def _without_target(node: Any, left: Labels | None, right: Labels | None, scraped: Collection[str]) -> str:
    """Say which labels of its target one side has, and the other, which was aggregated, has not."""
    whole, other = (node.lhs, right) if left is None else (node.rhs, left)
    if other is None or not _is_whole(whole, scraped):
        return ""
    missing = compared(_OF_TARGETS, node.modifier) - compared(other, node.modifier)
    return f"one side of {node.op} has {', '.join(sorted(missing))}, and the other has not" if missing else ""


def excluded(expression: str, scraped: Mapping[str, Labels]) -> list[str]:
    """Return what is taken away by a series that is always there, so that nothing is left.

    ``scraped`` are the labels, besides its target's, of each series that a target exposes: with none of its
    own it is there as long as the target is. Whoever meant its value forgot to compare it.
    """
    found = [node for node, _ in walked(expression) if kind_of(node) == "BinaryExpr"]
    return [text_of(node) for node in found if str(node.op) == "unless" and _is_emptied(node, scraped)]


def _is_emptied(node: Any, scraped: Mapping[str, Labels]) -> bool:
    right = bare(node.rhs)
    if kind_of(right) != "VectorSelector" or right.offset or right.at or matchers_of(right):
        return False
    if scraped.get(name_of(right)) != frozenset() or not _is_whole(node.lhs, scraped):
        return False
    own = {label for name in _names(node.lhs) for label in scraped.get(name, frozenset())}
    return not compared(frozenset(own), node.modifier)


def _names(node: Any) -> list[str]:
    return [name_of(one) for one, _ in walked(text_of(node)) if kind_of(one) == "VectorSelector"]


def _is_whole(node: Any, scraped: Collection[str]) -> bool:
    """Whether a node results in scraped series with all of their labels."""
    if kind_of(node) == "VectorSelector":
        emptied = any(m.label in _OF_TARGETS and m.sign == "=" and not m.value for m in matchers_of(node))
        return name_of(node) in scraped and not emptied
    inner = _inner(node)
    return inner is not None and _is_whole(inner, scraped)


def _inner(node: Any) -> Any:
    """Return what a node has all its labels from, None where it changes them, or where there are several."""
    kind = kind_of(node)
    if kind == "MatrixSelector":
        return node.vector_selector
    if kind in ("ParenExpr", "UnaryExpr", "SubqueryExpr"):
        return node.expr
    if kind == "AggregateExpr":
        return node.expr if str(node.op) in PICKS else None
    if kind == "BinaryExpr":
        vectors = [side for side in (node.lhs, node.rhs) if not is_scalar(side)]
        return vectors[0] if len(vectors) == 1 or str(node.op) in ("and", "unless") else None
    vectors = [arg for arg in node.args if not is_scalar(arg)] if kind == "Call" else []
    return vectors[0] if len(vectors) == 1 and word_of(node) not in {*ANY_LABELS, "vector"} else None


def told_beforehand(expression: str) -> list[str]:
    """Return the shares of a series' own rate that are the same whatever happens.

    Each series divided by itself is 1: what the left side selects by, both sides still have. A part of a
    whole is never more than 1: what is compared with more was meant in percent.
    """
    found = []
    for node, outer in walked(expression):
        if kind_of(node) != "BinaryExpr" or str(node.op) != "/" or (pinned := _part_of_whole(node)) is None:
            continue
        labels = labels_of(node.lhs)
        kept = frozenset(pinned) if labels is None else labels & pinned
        if compared(kept, node.modifier) == pinned:
            found.append(f"{text_of(node)}, where each series is divided by itself")
        elif (bound := _compared_with(outer)) is not None:
            found.append(f"{text_of(node)}, which is 1 at most, compared with {bound:g}")
    return found


def _part_of_whole(node: Any) -> Labels | None:
    """Return the labels by which the left side is a part of the right one, None where it is no part of it."""
    left, right = _summed(node.lhs), _summed(node.rhs)
    if left is None or right is None or left[0] != right[0]:
        return None
    mine, all_ = {*left[1]}, {*right[1]}
    return frozenset(m.label for m in mine - all_) if all_ < mine else None


def _summed(node: Any) -> tuple[tuple[Any, ...], list[Matcher]] | None:
    """Return what is done to one series, and what that is selected by; None where it is something else."""
    kind = kind_of(node)
    if kind == "ParenExpr":
        return _summed(node.expr)
    if kind == "AggregateExpr" and str(node.op) == "sum":
        inner, kept = _summed(node.expr), grouping(node)
        return None if inner is None or kept is None else (("sum", kept, *inner[0]), inner[1])
    range_ = node.args[0] if word_of(node) in _OF_COUNTERS else None
    if range_ is None or kind_of(range_) != "MatrixSelector" or not name_of(range_.vector_selector):
        return None
    one = range_.vector_selector
    return (word_of(node), range_.range, name_of(one), str(one.offset), str(one.at)), matchers_of(one)


def _compared_with(outer: tuple[Any, ...]) -> float | None:
    """Return the number that a share cannot exceed, where it has to; None where it has to exceed none."""
    around = [one for one in outer if kind_of(one) != "ParenExpr"][-1:]
    least = _least(around[0]) if around else None
    return least if least is not None and (least > 1 or (least == 1 and str(around[0].op) == ">")) else None


def _least(node: Any) -> float | None:
    """Return the number that a comparison asks for more than; None where a node is no such comparison."""
    if kind_of(node) != "BinaryExpr" or str(node.op) not in (">", ">="):
        return None
    return float(node.rhs.val) if kind_of(node.rhs) == "NumberLiteral" else None


def quantiles_over(expression: str) -> Iterator[tuple[str, float, str]]:
    """Give the buckets of which a quantile has to exceed a number, that number, and the comparison."""
    for node, _ in walked(expression):
        least = _least(node)
        if least is None:
            continue
        left = node.lhs.expr if kind_of(node.lhs) == "ParenExpr" else node.lhs
        names = _names(left)
        if word_of(left) == "histogram_quantile" and len(names) == 1:
            yield names[0], least, text_of(node)

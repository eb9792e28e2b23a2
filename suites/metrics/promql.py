"""What an expression of PromQL names, selects by and results in: told without evaluating it. Pure.

Source: Prometheus, "Querying basics", "Operators" (vector matching, aggregation) and "Functions". It is
read by promql-parser, which follows Prometheus' own grammar.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

ARITHMETIC = frozenset({"+", "-", "*", "/", "%", "^", "atan2", "==", "!=", ">", "<", ">=", "<="})
PICKS = frozenset({"topk", "bottomk", "limitk"})
_OF_TIME = frozenset(
    {"time", "minute", "hour", "month", "year", "day_of_week", "day_of_month", "day_of_year", "days_in_month"}
)
ANY_LABELS = frozenset({"label_replace", "label_join", "absent", "absent_over_time", "info"})
_RAW = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|#[^\n]*|`([^`]*)`")
_PART = re.compile("_(?:count|sum|bucket)$")
Labels = frozenset[str]


class Named(NamedTuple):
    """A series that an expression names, and the functions and aggregations around it, innermost last."""

    series: str
    inside: tuple[str, ...]


class Matcher(NamedTuple):
    """One label of a selector, and what its value has to be: ``sign`` is `=` or `=~`, or their opposites."""

    label: str
    sign: str
    value: str

    def __str__(self) -> str:
        """Return it as PromQL has it."""
        return f'{self.label}{self.sign}"{self.value}"'


def is_read(expression: str) -> bool:
    """Whether it is an expression of PromQL."""
    return _parsed(expression) is not None


def named_in(expression: str) -> list[Named]:
    """Return every series that stands in an expression by its name."""
    found = [(node, outer) for node, outer in walked(expression) if kind_of(node) == "VectorSelector"]
    return [
        Named(name, tuple(filter(None, map(word_of, outer))))
        for node, outer in found
        if (name := name_of(node))
    ]


def looked_at(expression: str) -> list[str]:
    """Return the series whose value is compared with what it was, or with 0 beside what says more of it.

    `x - x offset 10m` is an increase, and `rate(x_sum[5m]) > 1 and x_count > 0` asks whether there was any.
    """
    found = [(node, outer) for node, outer in walked(expression) if kind_of(node) == "VectorSelector"]
    return [name_of(node) for node, outer in found if _is_looked_at(node, outer)]


def _is_looked_at(node: Any, outer: tuple[Any, ...]) -> bool:
    around = [one for one in reversed(outer) if kind_of(one) != "ParenExpr"]
    if not around or kind_of(around[0]) != "BinaryExpr":
        return False
    sides = [bare(around[0].lhs), bare(around[0].rhs)]
    if str(around[0].op) == "-":
        both = all(kind_of(side) == "VectorSelector" and name_of(side) == name_of(node) for side in sides)
        return both and sides[0].offset is None and sides[1].offset is not None
    is_any = str(around[0].op) in (">", "!=") and kind_of(sides[1]) == "NumberLiteral" and not sides[1].val
    beside: Any = around[1] if len(around) > 1 else None
    if not is_any or kind_of(beside) != "BinaryExpr" or str(beside.op) != "and":
        return False
    own = _PART.sub("", name_of(node))
    others = [one for side in (beside.lhs, beside.rhs) for one in named_in(side.prettify())]
    return any(_PART.sub("", one.series) == own and {*one.inside} for one in others)


def bare(node: Any) -> Any:
    """Return what stands in parentheses."""
    return bare(node.expr) if kind_of(node) == "ParenExpr" else node


def selectors_in(expression: str) -> Iterator[tuple[str, tuple[Matcher, ...]]]:
    """Give each series that is selected by labels, with its matchers; those of an *or* are left out."""
    for node, _ in walked(expression):
        matchers = matchers_of(node) if kind_of(node) == "VectorSelector" else []
        others = tuple(matcher for matcher in matchers if matcher.label != "__name__")
        if others and (name := name_of(node)):
            yield name, others


def patterns_in(expression: str) -> Iterator[str]:
    """Give each pattern by which series are selected in place of a name."""
    for node, _ in walked(expression):
        matchers = matchers_of(node) if kind_of(node) == "VectorSelector" else []
        yield from (m.value for m in matchers if (m.label, m.sign) == ("__name__", "=~"))


def is_always_true(expression: str) -> bool:
    """Whether neither a series nor the time has a say in it, as in `vector(1)`."""
    nodes = [node for node, _ in walked(expression)]
    return bool(nodes) and not any(kind_of(n) == "VectorSelector" or word_of(n) in _OF_TIME for n in nodes)


def labels_of_values(expression: str) -> list[str]:
    """Return the labels made of values that the result still has: no aggregation around them drops them."""
    counted = [(node, outer) for node, outer in walked(expression) if word_of(node) == "count_values"]
    found = [(node.param.val, _aggregations(outer)) for node, outer in counted]
    return [label for label, around in found if all(_keeps(one, label) for one in around)]


def picked(expression: str) -> list[str]:
    """Return what picks some of several series, by their values, where the result still tells which.

    One of each group is no more than that group where only the group's labels go on.
    """
    return [
        node.prettify()
        for node, outer in walked(expression)
        if word_of(node) in PICKS
        and labels_of(node.expr) != frozenset()
        and all(word_of(one) in PICKS or grouping(one) != frozenset() for one in _aggregations(outer))
        and not _is_one_of_each(node, outer)
    ]


def _is_one_of_each(node: Any, outer: tuple[Any, ...]) -> bool:
    """Whether one of each group is picked, to be added up with others, or to lend the group's labels."""
    group = grouping(node)
    if not group:
        return False
    if any(word_of(one) not in PICKS for one in _aggregations(outer)):
        return True
    around = [one for one in outer if kind_of(one) != "ParenExpr"]
    modifier = around[-1].modifier if around and kind_of(around[-1]) == "BinaryExpr" else None
    return modifier is not None and bool(modifier.group_labels) and group >= {*modifier.group_labels}


def compared(labels: Labels, modifier: Any) -> Labels:
    """Return the labels by which a side is matched: all, those of `on`, or all but those of `ignoring`."""
    matching = modifier.matching if modifier else None
    if matching is None:
        return labels
    named = frozenset(matching.labels)
    return labels & named if str(matching.type).endswith("Include") else labels - named


@cache
def _parsed(expression: str) -> Any:
    """Return the tree, None for what is no expression."""
    import promql_parser  # noqa: PLC0415 - a run without alerts does not need it

    try:
        return promql_parser.parse(_RAW.sub(_quoted, expression))
    except ValueError:
        return None


def _quoted(text: re.Match[str]) -> str:
    """Write a raw text as an escaped one: the parser takes its backslashes for escapes."""
    return json.dumps(text[1], ensure_ascii=False) if text[1] is not None else text[0]


def text_of(node: Any) -> str:
    """Return what a node stands for, in one line."""
    return str(node).replace("{}", "")


def kind_of(node: Any) -> str:
    """Return what a node of the tree is."""
    return type(node).__name__


def walked(expression: str) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Give each node, and what it stands in, outermost first."""
    waiting: list[tuple[Any, tuple[Any, ...]]] = [(_parsed(expression), ())]
    while waiting:
        node, outer = waiting.pop()
        if node is not None:
            yield node, outer
            waiting += [(child, (*outer, node)) for child in reversed(_children(node))]


def word_of(node: Any) -> str:
    """Return the name of a function or an aggregation, nothing for another node."""
    if kind_of(node) == "Call":
        return str(node.func.name)
    return str(node.op) if kind_of(node) == "AggregateExpr" else ""


def _children(node: Any) -> list[Any]:
    kind = kind_of(node)
    if kind == "Call":
        return list(node.args)
    if kind == "BinaryExpr":
        return [node.lhs, node.rhs]
    if kind == "MatrixSelector":
        return [node.vector_selector]
    if kind == "AggregateExpr":
        return [node.expr, *([node.param] if node.param is not None else [])]
    return [node.expr] if kind in ("ParenExpr", "UnaryExpr", "SubqueryExpr") else []


def _aggregations(outer: tuple[Any, ...]) -> list[Any]:
    return [node for node in outer if kind_of(node) == "AggregateExpr"]


def name_of(node: Any) -> str:
    """Return the series that a selector names, nothing where it names none."""
    named = [m.value for m in matchers_of(node) if (m.label, m.sign) == ("__name__", "=")]
    return str(node.name or (named[0] if named else ""))


_SIGNS = {"Equal": "=", "NotEqual": "!=", "Re": "=~", "NotRe": "!~"}


def matchers_of(node: Any) -> list[Matcher]:
    """Return the labels that a selector asks for; none of an *or*."""
    if node.matchers.or_matchers:
        return []
    return [Matcher(m.name, _SIGNS[str(m.op).rpartition(".")[2]], m.value) for m in node.matchers.matchers]


def grouping(node: Any) -> Labels | None:
    """Return the labels that an aggregation keeps, None where it names those that it drops."""
    if node.modifier is None:
        return frozenset()
    return frozenset(node.modifier.labels) if str(node.modifier.type).endswith("By") else None


def _keeps(node: Any, label: str) -> bool:
    if str(node.op) in PICKS:
        return True
    kept = grouping(node)
    return label in kept if kept is not None else label not in node.modifier.labels


def is_scalar(node: Any) -> bool:
    """Whether a node results in a number or a text."""
    if kind_of(node) in ("ParenExpr", "UnaryExpr"):
        return is_scalar(node.expr)
    if kind_of(node) == "BinaryExpr":
        return is_scalar(node.lhs) and is_scalar(node.rhs)
    of_call = kind_of(node) == "Call" and str(node.func.return_type).endswith("Scalar")
    return kind_of(node) in ("NumberLiteral", "StringLiteral") or of_call


def labels_of(node: Any) -> Labels | None:
    """Return the labels of what a node results in, None where only the series know."""
    kind = kind_of(node)
    if kind in ("ParenExpr", "UnaryExpr", "SubqueryExpr"):
        return labels_of(node.expr)
    if kind == "AggregateExpr":
        return _labels_of_aggregation(node)
    if kind == "BinaryExpr":
        return _labels_of_operation(node)
    return _labels_of_call(node) if kind == "Call" else None


def _labels_of_aggregation(node: Any) -> Labels | None:
    if str(node.op) in PICKS:
        return labels_of(node.expr)
    kept = grouping(node)
    return kept | {node.param.val} if kept is not None and str(node.op) == "count_values" else kept


def _labels_of_operation(node: Any) -> Labels | None:
    if is_scalar(node.lhs) or is_scalar(node.rhs):
        return labels_of(node.rhs if is_scalar(node.lhs) else node.lhs)
    left, modifier = labels_of(node.lhs), node.modifier
    if str(node.op) in ("and", "unless"):
        return left
    if str(node.op) == "or":
        return left if left == labels_of(node.rhs) else None
    if modifier is not None and (modifier.group_labels or not str(modifier.card).endswith("OneToOne")):
        return None
    return compared(left, modifier) if left is not None else None


def _labels_of_call(node: Any) -> Labels | None:
    name = node.func.name
    if name == "vector":
        return frozenset()
    vectors = [arg for arg in node.args if not is_scalar(arg)]
    if name in _OF_TIME and not node.args:
        return frozenset()
    if name in ANY_LABELS or len(vectors) != 1:
        return None
    inner = labels_of(vectors[0])
    return inner - {"le"} if inner is not None and name == "histogram_quantile" else inner

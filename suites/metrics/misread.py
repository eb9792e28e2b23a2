"""Where an expression of PromQL reads a series as its type does not allow. Pure, nothing is evaluated.

Source: Prometheus, "Functions" (which are for counters, which for gauges; `histogram_quantile` asks for
`le`) and "Histograms and summaries" (quantiles cannot be aggregated); cloudflare/pint, promql/rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from gonogo.suites.metrics.bare_counters import is_counter
from gonogo.suites.metrics.observations.alerts import Alerts
from gonogo.suites.metrics.promql import (
    is_scalar,
    kind_of,
    labels_of,
    matchers_of,
    name_of,
    named_in,
    text_of,
    walked,
    word_of,
)

_OF_COUNTERS = frozenset({"rate", "irate", "increase"})
_OF_GAUGES = frozenset({"delta", "idelta", "deriv", "predict_linear"})
_OF_A_QUANTILE = frozenset({"histogram_quantile", "quantile", "quantile_over_time"})
_NAMED_QUANTILE = re.compile(
    r".*_p(?:[5-9]\d|99\d{1,2})(?:_\w+)?|.*_(?:[5-9]\dth|median|percentile)(?:_\w+)?"
)
_ADD_UP = frozenset({"avg", "sum"})
_KEEP_A_VALUE = frozenset({"max", "min", "topk", "bottomk"})
_ONLY_RISES = re.compile(
    r".*_(?:total|count|sum|bucket|created|time_seconds|timestamp(?:_\w+)?|uptime(?:_\w+)?)"
)
"""A gauge that is called so may well only rise: a count of something else's, a moment."""
Said = Iterator[tuple[str, str]]


def misread(expression: str, seen: Alerts) -> Said:
    """Give what is expected in its place, and what is asked for."""
    recorded = _recorded(seen)
    for node, _ in walked(expression):
        word = word_of(node)
        if word in _OF_COUNTERS | _OF_GAUGES:
            yield from _over_time(word, node, seen, recorded)
        elif word in _OF_A_QUANTILE and (number := _number(node)) is not None and not 0 <= number <= 1:
            yield "a quantile from 0 to 1", text_of(node)
        elif word == "histogram_quantile" and _are_no_buckets(node.args[-1], seen):
            yield "buckets in histogram_quantile", text_of(node)
        elif word == "histogram_quantile" and _lost(node.args[-1]):
            yield "`le` kept up to histogram_quantile", text_of(node)
        elif word in _ADD_UP and _is_quantile(node.expr, seen, recorded):
            yield "quantiles that nobody averages or adds up", text_of(node)


def _over_time(word: str, node: Any, seen: Alerts, recorded: Mapping[str, str]) -> Said:
    """Look at what stands directly in the window: a subquery is a series of another kind."""
    window = next((one for one in node.args if kind_of(one) == "MatrixSelector"), None)
    series = name_of(window.vector_selector) if window is not None else ""
    falls = series in seen.gauges and not _ONLY_RISES.fullmatch(series)
    if word in _OF_COUNTERS and (falls or recorded.get(series)):
        yield f"no {word} of what falls as well as rises", text_of(node)
    if word in _OF_GAUGES and series and series not in recorded and is_counter(series, seen):
        yield f"rate or increase, which know of a restart, for {series}", text_of(node)


def _number(node: Any) -> float | None:
    """Return the quantile that is asked for, None where it is no plain number."""
    said = node.param if kind_of(node) == "AggregateExpr" else node.args[0]
    return float(said.val) if kind_of(said) == "NumberLiteral" else None


def _are_no_buckets(node: Any, seen: Alerts) -> bool:
    """Whether all that is there are sums and counts, which have no `le`."""
    names = [name_of(one) for one, _ in _below(node) if kind_of(one) == "VectorSelector"]
    return bool(names) and all(name in seen.counters and name.endswith(("_sum", "_count")) for name in names)


def _lost(node: Any) -> bool:
    """Whether buckets have lost their bounds: an aggregation took `le` away, and nothing gives it back."""
    buckets = [name_of(one) for one, _ in _below(node) if kind_of(one) == "VectorSelector"]
    if not buckets or not all(name.endswith("_bucket") for name in buckets):
        return False  # a native histogram has no `le`, and of what is recorded nobody knows here
    labels = labels_of(node)
    return "le" not in labels if labels is not None else _drops(node)


def _drops(node: Any) -> bool:
    """Whether the outermost aggregation drops `le` by name."""
    while kind_of(node) in ("ParenExpr", "UnaryExpr"):
        node = node.expr
    dropping = kind_of(node) == "AggregateExpr" and node.modifier is not None
    return dropping and str(node.modifier.type).endswith("Without") and "le" in node.modifier.labels


def _is_quantile(node: Any, seen: Alerts, recorded: Mapping[str, str]) -> bool:
    """Whether a node results in several quantiles, one for each series."""
    kind = kind_of(node)
    if kind in ("ParenExpr", "UnaryExpr"):
        return _is_quantile(node.expr, seen, recorded)
    if kind == "BinaryExpr" and (is_scalar(node.lhs) or is_scalar(node.rhs)):
        return _is_quantile(node.rhs if is_scalar(node.lhs) else node.lhs, seen, recorded)
    if kind == "VectorSelector":
        return _has_quantiles(node, seen) or recorded.get(name_of(node)) == "histogram_quantile"
    word = word_of(node)
    if word == "histogram_quantile":
        return labels_of(node) != frozenset()
    if word in _KEEP_A_VALUE and kind == "AggregateExpr":
        return labels_of(node) != frozenset() and _is_quantile(node.expr, seen, recorded)
    return False


def _has_quantiles(node: Any, seen: Alerts) -> bool:
    """Whether a selector asks for a quantile, or for all of a summary that is exposed."""
    asked = any(m.label == "quantile" and m.sign in ("=", "=~") and m.value for m in matchers_of(node))
    name = name_of(node)
    parts = f"{name}_count" in seen.counters and f"{name}_bucket" not in seen.exposed
    return (
        asked
        or _NAMED_QUANTILE.fullmatch(name) is not None
        or (name in seen.exposed and parts and name not in (*seen.counters, *seen.gauges))
    )


def _recorded(seen: Alerts) -> dict[str, str]:
    """Return what rules record that is no counter, with the function that made it so."""
    found = {}
    for one in seen.alerts:
        words = [word for named in named_in(one.expression) for word in reversed(named.inside)]
        kinds = [w for w in words if w in _OF_COUNTERS | _OF_GAUGES | {"histogram_quantile"}]
        if one.recorded and kinds:
            found[one.recorded] = kinds[-1]
    return found


def _below(node: Any) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    return walked(text_of(node))

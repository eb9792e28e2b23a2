"""The windows over time in an expression of PromQL, and how many samples each needs. Pure.

Source: Prometheus, "Functions" (`rate` and its like have no result for fewer than two samples); "Querying
basics", Staleness (what is selected as it is now is looked for in the last five minutes).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from gonogo.suites.metrics.promql import Matcher, kind_of, matchers_of, name_of, text_of, walked, word_of

_NEED_TWO = frozenset(
    {"rate", "irate", "increase", "delta", "idelta", "deriv", "predict_linear", "changes", "resets"}
    | {"double_exponential_smoothing", "holt_winters"}
)
_LOOKED_THROUGH = frozenset({"MatrixSelector", "SubqueryExpr"})
_LOOKS_BACK_SECONDS = 300.0  # where `--query.lookback-delta` does not say


class Range(NamedTuple):
    """One window: ``jobs`` are the matchers by which its series are chosen from among jobs.

    ``step_seconds`` is that of a subquery, 0 where it does not say, and None for a series.
    """

    text: str
    samples: int
    seconds: float
    series: str
    jobs: tuple[Matcher, ...]
    step_seconds: float | None


def ranges_in(expression: str) -> Iterator[Range]:
    """Give every window that a function looks through, and that of each series as it is now."""
    for node, outer in walked(expression):
        if kind_of(node) == "VectorSelector" and not {*map(kind_of, outer)} & _LOOKED_THROUGH:
            yield Range(text_of(node), 1, _LOOKS_BACK_SECONDS, name_of(node), _jobs_of(node), None)
        for one in node.args if kind_of(node) == "Call" else ():
            samples = 2 if word_of(node) in _NEED_TWO else 1
            if kind_of(one) == "MatrixSelector":
                selector = one.vector_selector
                window = one.range.total_seconds()
                yield Range(text_of(node), samples, window, name_of(selector), _jobs_of(selector), None)
            elif kind_of(one) == "SubqueryExpr":
                step = one.step.total_seconds() if one.step else 0.0
                yield Range(text_of(node), samples, one.range.total_seconds(), "", (), step)


def _jobs_of(selector: Any) -> tuple[Matcher, ...]:
    return tuple(matcher for matcher in matchers_of(selector) if matcher.label == "job")

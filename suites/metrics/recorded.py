"""What a recorded series has of labels, and selectors that ask it for others. Pure.

Source: Prometheus, "Recording rules" (the result's labels, then the rule's own); cloudflare/pint,
promql/impossible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gonogo.suites.metrics.observations.alerts import Alert
from gonogo.suites.metrics.promql import Labels, Matcher, labels_of, walked
from gonogo.suites.metrics.selectors import takes


def labels_of_records(rules: Iterable[Alert]) -> dict[str, Labels]:
    """Return the labels of each series that rules record, where the expressions of all of them tell."""
    told: dict[str, list[Labels | None]] = defaultdict(list)
    for one in rules:
        if one.recorded:
            whole = next((node for node, _ in walked(one.expression)), None)
            labels = labels_of(whole)
            told[one.recorded].append(None if labels is None else labels | {*one.labels})
    return {
        name: frozenset().union(*(labels for labels in every if labels is not None))
        for name, every in told.items()
        if None not in every
    }


def asked_in_vain(matchers: Iterable[Matcher], labels: Labels) -> Iterator[str]:
    """Give each matcher that no series can have whose labels are these: an absent label is an empty one."""
    for matcher in matchers:
        is_absent_good = takes(matcher, "") and (matcher.sign, matcher.value) != ("!=", "")
        if matcher.label not in labels and not is_absent_good:
            yield f"{matcher}, where the labels are {', '.join(sorted(labels)) or 'none'}"

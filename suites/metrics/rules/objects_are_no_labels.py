"""What users make adds no series: no counter has a label for each object.

Why: with the identifier of an order or an article as a label the exposition grows for as long as the service
is used, and a test that only reads never sees it.
Reference: Prometheus, "Instrumentation", do not overuse labels; "Metric and label naming" (unbounded sets).
Remedy: count by kind, route or outcome; put the identifier into a log line, a trace or an exemplar.
"""

from __future__ import annotations

from gonogo.contract.base import SAFE
from gonogo.contract.promises import LEAST_WRITES
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.conservation import unreadable
from gonogo.suites.metrics.identifiers import identifiers
from gonogo.suites.metrics.observations.scrapes import KnownTraffic


@rule("metrics.counters", "traffic.writes")
def judge(seen: KnownTraffic) -> Judgement:
    """Refuse a label that had as many new values as there were writes of a kind, each an identifier."""
    if reason := unreadable(seen):
        return Judgement.cannot_tell(reason)
    writes = [sent.count for sent in seen.sent if sent.method not in SAFE and 200 <= (sent.status or 0) < 300]
    if not writes or min(writes) < LEAST_WRITES:
        return Judgement.cannot_tell(f"not every write was answered well {LEAST_WRITES} times")
    problems = tuple(
        Problem(
            f"the label {label} of {name}", "no value for each object", f"{len(values)} new: {min(values)} …"
        )
        for (name, label), values in sorted(identifiers(seen).items())
        if len(values) >= min(writes)
    )
    return Judgement(sum(writes), problems)

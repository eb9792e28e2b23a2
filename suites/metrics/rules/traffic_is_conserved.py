"""What was sent is what was counted, exactly, over all processes.

Why: error rates, budgets and alerts are ratios of these counters; a counter that misses exceptions, counts
twice or shows one worker of several makes every one of them wrong and plausible.
Reference: Prometheus, "Instrumentation", failures; prometheus/client_python, multiprocess mode.
Remedy: count once, in the outermost layer, in `finally`; one process per container, or multiprocess mode.
"""

from __future__ import annotations

from collections import Counter

from gonogo.contract.metrics import RequestCounter
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.conservation import counted_of, sent_of, unreadable
from gonogo.suites.metrics.observations.scrapes import KnownTraffic


@rule("metrics.requests", "traffic")
def judge(seen: KnownTraffic, requests: RequestCounter) -> Judgement:
    """Refuse a difference for any method, route and status of our traffic; other routes are not ours."""
    if reason := unreadable(seen):
        return Judgement.cannot_tell(reason)
    sent, unknown = sent_of(seen, requests)
    counted = Counter({key: n for key, n in counted_of(seen).items() if key[:2] not in unknown})
    if not sent:
        return Judgement.cannot_tell("no request of a known route was answered every time")
    shared = requests.route is None  # others' requests cannot be told from ours
    problems = tuple(
        Problem(" ".join(filter(None, key)), f"{sent[key]} counted", f"{counted[key]:g} counted")
        for key in sorted({*sent, *counted})
        if counted[key] < sent[key] or (counted[key] > sent[key] and not shared)
    )
    return Judgement(sum(sent.values()), problems, evidence={"settled": seen.settled})

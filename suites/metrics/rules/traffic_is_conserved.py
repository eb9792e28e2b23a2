"""What was sent is what was counted, exactly, over all processes.

Why: error rates, budgets and alerts are ratios of these counters; a counter that misses exceptions, counts
twice or shows one worker of several makes every one of them wrong and plausible.
Reference: Prometheus, "Instrumentation", failures; prometheus/client_python, multiprocess mode; RFC 9111, 4
(what a cache answers nobody behind it sees).
Remedy: count once, in the outermost layer, in `finally`; one process per container, or multiprocess mode.
"""

from __future__ import annotations

from collections import Counter

from gonogo.contract.metrics import RequestCounter
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.metrics.conservation import cached_of, counted_of, most_of, sent_of, unreadable
from gonogo.suites.metrics.observations.scrapes import KnownTraffic

_KEPT = "every answer says that a cache gave it, and a service need not have counted what it did not see"


@rule("metrics.requests", "traffic")
def judge(seen: KnownTraffic, requests: RequestCounter) -> Judgement:
    """Refuse a difference for any method, route and status of our traffic; other routes are not ours.

    What a cache says that it gave may be missing: of that only what was counted all the same is examined.
    """
    if reason := unreadable(seen):
        return Judgement.cannot_tell(reason)
    sent, unknown = sent_of(seen, requests)
    counted = Counter({key: n for key, n in counted_of(seen).items() if key[:2] not in unknown})
    if not sent:
        return Judgement.cannot_tell("no request of a known route was answered every time")
    cached, shared = cached_of(seen, requests), requests.route is None  # others' cannot be told from ours
    problems = tuple(
        Problem(" ".join(filter(None, key)), _expected(sent[key], cached[key]), f"{counted[key]:g} counted")
        for key in sorted({*sent, *counted})
        if counted[key] < sent[key] - cached[key]
        or (counted[key] > most_of(sent, cached, key) and not shared)
    )
    left_out = {
        " ".join(filter(None, key)): n
        for key, n in cached.items()
        if n and (shared or counted[key] != sent[key])
    }
    evidence = {"answers of a cache left out": left_out} if left_out else {}
    examined = sum(sent.values()) - sum(left_out.values())
    return Judgement(examined, problems, _KEPT, {"settled": seen.settled} | evidence)


def _expected(sent: int, cached: int) -> str:
    return f"{sent - cached} to {sent} counted, {cached} being of a cache" if cached else f"{sent} counted"

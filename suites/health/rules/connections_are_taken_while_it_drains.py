"""Told to stop, a process goes on taking new connections for the drain window.

Why: routes are withdrawn later than SIGTERM is sent; what is sent in between meets a closed port, and each
roll-out costs a few refused connections.
Reference: Kubernetes KEP-3960 and issue 86280; uvicorn pull request 2414 (it refuses at SIGTERM).
Remedy: keep the listener open for the lame-duck window, then stop accepting and finish what is in flight.
"""

from __future__ import annotations

from collections import Counter

from suites.core.contract import Contract
from suites.core.finding import Problem
from suites.core.rule import Judgement, rule
from suites.health.observations.lifecycle import Lifecycle


@rule("health.drains_seconds")
def judge(seen: Lifecycle, contract: Contract) -> Judgement:
    """Refuse a connection that is not answered within the promised window after SIGTERM."""
    assert contract.health is not None
    assert contract.health.drains_seconds is not None
    if seen.ready_seconds is None:
        return Judgement.cannot_tell("the process never said that it was ready")
    begin, window = seen.stop_asked_seconds, contract.health.drains_seconds
    asked = [s for s in seen.samples if begin <= s.at_seconds < begin + window]
    lost = Counter(s.answer for s in asked if s.status is None)
    if not lost:
        return Judgement(len(asked), (), "" if asked else "nothing was asked while the process drained")
    said = ", ".join(f"{answer} x {count}" for answer, count in lost.items())
    expected = f"answered for {window:g} s"
    return Judgement(
        len(asked), (Problem("new connections after SIGTERM", expected, f"{said} of {len(asked)}"),)
    )

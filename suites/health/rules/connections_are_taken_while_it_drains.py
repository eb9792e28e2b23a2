"""Told to stop, a process goes on taking new connections, and serving them, for the drain window.

Why: routes are withdrawn later than SIGTERM is sent; what is sent in between meets a closed port, or a
process that turns users away already, and each roll-out costs a few requests.
Reference: Kubernetes KEP-3960 and issue 86280; uvicorn pull request 2414 (it refuses at SIGTERM).
Remedy: keep the listener open for the lame-duck window and serve, then stop accepting and finish what is in
flight.
"""

from __future__ import annotations

from collections import Counter

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.lifecycle import Lifecycle
from gonogo.suites.health.observations.probes import Sample


@rule("health.drains_seconds")
def judge(seen: Lifecycle, health: Health) -> Judgement:
    """Refuse a connection that is not answered, or traffic not as promised, in the window after SIGTERM."""
    if seen.ready_seconds is None:
        return Judgement.cannot_tell("the process never said that it was ready")
    if doubt := _doubt(seen):
        return Judgement.cannot_tell(doubt)
    begin, window = seen.stop_asked_seconds, health.drains_seconds or 0.0
    asked = [s for s in seen.samples if begin <= s.at_seconds < begin + window]
    missed = [s for s in asked if s.status is None or _turned_away(s, seen)]
    if missed and all(_after(s, begin + window) for s in missed):
        return Judgement.cannot_tell("our own machine was too busy to connect within the window")
    lost = Counter(s.answer for s in missed)
    said = ", ".join(f"{answer} x {count}" for answer, count in lost.items())
    if said:
        said += f" of {len(asked)}"
    elif not asked and (gone := seen.gone_seconds - begin) < window:
        said = f"the process was gone after {gone:.2f} s, before anybody asked"
    if not said:
        return Judgement(len(asked), (), "" if asked else "nothing was asked while the process drained")
    problem = Problem("new connections after SIGTERM", f"answered for {window:g} s", said)
    return Judgement(max(len(asked), 1), (problem,))


def _after(sample: Sample, end: float) -> bool:
    """Whether it may have been sent only when the window was over."""
    return sample.late_seconds > 0 and sample.at_seconds + sample.late_seconds >= end


def _doubt(seen: Lifecycle) -> str:
    """Return why its end shows nothing: it has to have taken users before it was told to stop."""
    served = [s for s in seen.of("traffic") if s.at_seconds + s.seconds < seen.stop_asked_seconds]
    if seen.traffic_status is None or any(s.status == seen.traffic_status for s in served):
        return ""
    return f"no request was answered {seen.traffic_status} before the process was told to stop"


def _turned_away(sample: Sample, seen: Lifecycle) -> bool:
    """Whether a user, who reads or writes, is not answered as promised."""
    promised = seen.promised.get(sample.question)
    return promised is not None and sample.status != promised and _was_served(seen, sample.question)


def _was_served(seen: Lifecycle, question: str) -> bool:
    """Whether it was answered as promised before: what never was tells nothing of the drain."""
    served = [s for s in seen.of(question) if s.at_seconds + s.seconds < seen.stop_asked_seconds]
    return any(s.status == seen.promised[question] for s in served)

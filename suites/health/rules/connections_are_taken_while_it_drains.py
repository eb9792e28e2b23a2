"""Told to stop, a process goes on taking new connections, and serving them, for the drain window.

Why: routes are withdrawn later than SIGTERM is sent; what is sent in between meets a closed port, or a
process that turns users away already, and each roll-out costs a few requests.
Reference: Kubernetes KEP-3960 and issue 86280; uvicorn pull request 2414 (it refuses at SIGTERM).
Remedy: keep the listener open for the lame-duck window and serve, then stop accepting and finish what is in
flight.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from gonogo.contract.health import Health
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.lifecycle import Lifecycle
from gonogo.suites.health.observations.probes import Sample


@rule("health.drains_seconds")
def judge(seen: Lifecycle, health: Health) -> Judgement:
    """Refuse a connection that is not answered, or traffic not as promised, in the window after SIGTERM.

    Neither may an answer be lost that was under way when it was told.
    """
    if seen.ready_seconds is None:
        return Judgement.cannot_tell("the process never said that it was ready")
    if doubt := _doubt(seen):
        return Judgement.cannot_tell(doubt)
    begin, window = seen.stop_asked_seconds, health.drains_seconds or 0.0
    asked = [s for s in seen.samples if begin <= s.at_seconds < begin + window]
    missed = [s for s in asked if s.status is None or _turned_away(s, seen)]
    is_ours = bool(missed) and all(_after(s, begin + window) for s in missed)
    cut = tuple(_cut(seen))
    if is_ours and not cut:
        return Judgement.cannot_tell("our own machine was too busy to connect within the window")
    said = f"{_counted(missed)} of {len(asked)}" if missed and not is_ours else ""
    if not asked and (gone := seen.gone_seconds - begin) < window:
        said = f"the process was gone after {gone:.2f} s, before anybody asked"
    problems = [Problem("new connections after SIGTERM", f"answered for {window:g} s", said)] if said else []
    problems += [Problem("answers under way at SIGTERM", "whole", _counted(cut))] if cut else []
    nothing = "" if asked or problems else "nothing was asked while the process drained"
    return Judgement(max(len(asked), len(problems)), tuple(problems), nothing)


def _counted(samples: Sequence[Sample]) -> str:
    return ", ".join(f"{answer} x {count}" for answer, count in Counter(s.answer for s in samples).items())


def _cut(seen: Lifecycle) -> Iterator[Sample]:
    """Give the reads and writes that were under way when it was told, and whose answer never came to its end.

    A stream that ends with the process was never whole before either; what timed out we gave up ourselves.
    """
    for sample in seen.samples:
        under_way = sample.at_seconds < seen.stop_asked_seconds < sample.at_seconds + sample.seconds
        lost = sample.status is None and sample.error != "timeout" and not sample.late_seconds
        if under_way and lost and _turned_away(sample, seen):
            yield sample


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

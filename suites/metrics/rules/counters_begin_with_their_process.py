"""A new process has counted no requests but those that came to it.

Why: counts that outlive their process (a directory that nobody empties, a file that is read at the start)
come back with a new start time: totals hold the same requests twice, and gauges those of the dead.
Reference: prometheus/client_python, "Multiprocess Mode" (the directory must be wiped between runs);
OpenMetrics 1.0, Counter.
Remedy: begin at 0: give each start a directory of its own, or empty it before the first worker is there.
"""

from __future__ import annotations

from gonogo.contract.metrics import RequestCounter
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.lifecycle import Lifecycle

_TIMES, _MORE = 3, 10
"""What is counted twice is another rule's matter; what outlives a process is far more."""
_OTHERS = 20
"""Checks of an engine and scrapes of a collector until it was ready, where no label tells routes apart."""


@rule("metrics.requests", "health.readiness", "traffic.reads")
def judge(seen: Lifecycle, requests: RequestCounter) -> Judgement:
    """Refuse far more reads of the known traffic than were sent to it until it was ready."""
    if seen.ready_seconds is None or seen.counted_by_then is None:
        why = "the process was never ready" if seen.ready_seconds is None else "its exposition was not read"
        return Judgement.cannot_tell(why)
    most = _TIMES * seen.asked_by_then + _MORE + (0 if requests.route else _OTHERS)
    if seen.counted_by_then <= most:
        return Judgement(most, (), "nothing was sent to the new process")
    said = f"{seen.counted_by_then:g} when it was ready"
    return Judgement(most, (Problem(f"{requests.series} of a new process", f"at most {most}", said),))

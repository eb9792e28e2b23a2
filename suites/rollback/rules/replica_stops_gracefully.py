"""A replica that is told to stop ends by itself, in time.

Why: a process that does not see SIGTERM is killed at the end of its grace, with everything in flight, and one
that crashes while it stops flushes nothing.
Reference: uvicorn#1215 (shell-form CMD: the shell is pid 1 and passes nothing on); Docker, `docker stop`.
Remedy: start the server in exec form, or with `exec`, and keep drain and shutdown shorter than the grace.
"""

from __future__ import annotations

from gonogo.contract.rollback import Rollout
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.attempts import RolledBack

# 128 + a signal that nobody asks with; 143 is a graceful end of a server that raises its signal again
_BROKEN = {132: "SIGILL", 134: "SIGABRT", 135: "SIGBUS", 136: "SIGFPE", 137: "SIGKILL", 139: "SIGSEGV"}


@rule("rollout")
def judge(seen: RolledBack, rollout: Rollout) -> Judgement:
    """Refuse a replaced replica that was killed, or that crashed; a candidate that was refused is none."""
    grace = rollout.stops_within_seconds
    stopped = {
        name: (status, attempt.stop_seconds[name])
        for attempt in seen.attempts
        if attempt.accepted
        for name, status in attempt.stop_statuses.items()
    }
    problems = tuple(
        Problem(
            name,
            f"an end by itself within {grace:g} s of SIGTERM",
            f"exit {status}, by {_BROKEN[status]}, after {seconds:.1f} s",
        )
        for name, (status, seconds) in stopped.items()
        if status in _BROKEN
    )
    served = any(len(phase.failures) < phase.sent for phase in seen.traffic if phase.phase == "before")
    if not problems and not served:
        return Judgement.cannot_tell("no user was answered before anything was stopped")
    return Judgement(len(stopped), problems)

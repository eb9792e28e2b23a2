"""A replica that is told to stop ends by itself, in time.

Why: a process that does not see SIGTERM is killed at the end of its grace, with everything in flight.
Reference: uvicorn#1215 (shell-form CMD: the shell is pid 1 and passes nothing on); Docker, `docker stop`.
Remedy: start the server in exec form, or with `exec`, and keep drain and shutdown shorter than the grace.
"""

from __future__ import annotations

from gonogo.contract.rollback import Rollout
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.attempts import RolledBack

_KILLED = 137  # 128 + SIGKILL; 143 is a graceful end of a server that raises its signal again


@rule("rollout")
def judge(seen: RolledBack, rollout: Rollout) -> Judgement:
    """Refuse a replaced replica that was killed; a candidate that was refused is none."""
    grace = rollout.stops_within_seconds
    stopped = {
        name: (status, attempt.stop_seconds[name])
        for attempt in seen.attempts
        if attempt.accepted
        for name, status in attempt.stop_statuses.items()
    }
    problems = tuple(
        Problem(
            name, f"an end by itself within {grace:g} s of SIGTERM", f"exit {status} after {seconds:.1f} s"
        )
        for name, (status, seconds) in stopped.items()
        if status == _KILLED
    )
    served = any(len(phase.failures) < phase.sent for phase in seen.traffic if phase.phase == "before")
    if not problems and not served:
        return Judgement.cannot_tell("no user was answered before anything was stopped")
    return Judgement(len(stopped), problems)

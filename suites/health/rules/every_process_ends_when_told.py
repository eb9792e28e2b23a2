"""Told to stop, a process ends by itself and in time, and so does all that it has started.

Why: what does not end is killed at the end of its grace, with everything in flight; what is left behind holds
the port, the lock or the queue from which the next release wants to work.
Reference: uvicorn#852 (a supervisor that waits for ever); uWSGI, `die-on-term`; systemd.kill(5), `KillMode`.
Remedy: hand the signal on to each child and wait for it, leave no thread behind that is none of the server's,
and keep drain and shutdown shorter than the grace.
"""

from __future__ import annotations

from gonogo.contract.rollback import Rollout
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.lifecycle import Lifecycle

_SHELL = 128  # and the number of a signal, where a shell or a server says by what it ended
_CRASHES = {  # signal(7)
    4: "SIGILL", 5: "SIGTRAP", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL", 11: "SIGSEGV",
    31: "SIGSYS",
}  # fmt: skip
_SLACK, _SLACK_SECONDS = 0.1, 2.0  # a drain may take all of the grace, and the machine some time to say so


@rule("rollout")
def judge(seen: Lifecycle, rollout: Rollout) -> Judgement:
    """Refuse one that is killed, late or broken, and whatever of its own runs on without it."""
    if not seen.served:
        return Judgement.cannot_tell("nothing was answered when the process was told to stop")
    grace, took = rollout.stops_within_seconds, seen.gone_seconds - seen.stop_asked_seconds
    allowed = grace + max(_SLACK_SECONDS, grace * _SLACK)
    expected = f"an end by itself within {grace:g} s of SIGTERM"
    said = [f"{name}, which it had started, ran on without it for {took:.1f} s" for name in seen.left]
    said += [ending] if (ending := _ending(seen.status, took)) else []
    said = said or ([f"an end after {took:.1f} s"] if took > allowed else [])
    if said and took > allowed >= took - seen.late_seconds:
        return Judgement.cannot_tell(
            f"{said[0]}, for {seen.late_seconds:.1f} s of which our machine was busy"
        )
    return Judgement(1, tuple(Problem("a process that was told to stop", expected, one) for one in said))


def _ending(status: int | None, took: float) -> str:
    """Say what was wrong with an end: any status of its own is good, and any signal that asks for it."""
    if status is None:
        return f"it had to be killed after {took:.1f} s"
    crash = _CRASHES.get(-status if status < 0 else status - _SHELL)
    return f"it ended by {crash} after {took:.1f} s" if crash else ""

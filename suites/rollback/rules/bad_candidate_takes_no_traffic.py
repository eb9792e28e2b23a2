"""A bad candidate never answers a user.

Why: a roll-out that routes to a process because it runs, and not because it is ready, hands a share of the
users to a release that cannot serve them.
Reference: Kubernetes, Pod readiness; moby#37972 (a roll-out that calls an unhealthy release completed).
Remedy: let a candidate join the traffic only when its readiness passes, and make readiness check its hard
dependencies.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.attempts import RolledBack


@rule("rollout.candidates", "identity.instance")
def judge(seen: RolledBack) -> Judgement:
    """Refuse an accepted bad candidate, and any unknown process at the entry while it was tried."""
    bad = {attempt.phase: attempt for attempt in seen.attempts if attempt.bad}
    during = [phase for phase in seen.traffic if phase.phase in bad and phase.instances]
    if not during or not seen.instances_before:
        return Judgement.cannot_tell("no identity was read at the entry while a bad candidate was tried")
    problems = [
        Problem(f"candidate {name}", "refused before it takes traffic", f"accepted: {attempt.reason}")
        for name, attempt in bad.items()
        if attempt.accepted
    ]
    for phase in during:
        strangers = sorted(set(phase.instances) - set(seen.instances_before))
        if strangers and not bad[phase.phase].accepted:
            problems.append(
                Problem(f"candidate {phase.phase}", "no answer from it", f"answers from {strangers}")
            )
    if not problems and not _good_one_was_seen(seen):
        return Judgement.cannot_tell("no roll-out of a good release was accepted and seen at the entry")
    return Judgement(sum(phase.sent for phase in during), tuple(problems))


def _good_one_was_seen(seen: RolledBack) -> bool:
    """Whether a candidate that is taken in would have been seen: one that is good was."""
    taken = any(attempt.accepted and not attempt.bad for attempt in seen.attempts)
    known = set(seen.instances_before)
    bad = {attempt.phase for attempt in seen.attempts if attempt.bad}
    return taken and any(set(phase.instances) - known for phase in seen.traffic if phase.phase not in bad)

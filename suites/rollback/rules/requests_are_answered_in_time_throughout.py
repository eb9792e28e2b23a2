"""No user waits long for an answer while a release is rolled out or back.

Why: a migration that rewrites a table, fills it or builds an index on it keeps a lock until its transaction
ends; whoever asks meanwhile is answered in the end, after seconds or minutes in which nothing works.
Reference: strong_migrations, "Backfilling data" and "Changing the type of a column"; squawk, safe_migrations.
Remedy: add what is empty, commit, and fill it batch by batch; build indexes concurrently; validate
constraints afterwards; set `lock_timeout` for what alters a table.
"""

from __future__ import annotations

from gonogo.contract.rollback import Rollout
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.late import late, problem
from gonogo.suites.rollback.observations.attempts import RolledBack

_BEFORE = "before"


@rule("rollout.slowest_seconds")
def judge(seen: RolledBack, rollout: Rollout) -> Judgement:
    """Refuse a late answer in any phase after the first, in which nothing changes and none may be late."""
    most = rollout.slowest_seconds or 0.0
    before = [phase for phase in seen.traffic if phase.phase == _BEFORE and phase.slowest]
    since = [phase for phase in seen.traffic if phase.phase != _BEFORE and phase.slowest]
    if not before:
        return Judgement.cannot_tell("no user was answered before anything was rolled out")
    if slow := late(before[0].slowest, most):
        return Judgement.cannot_tell(f"an answer took {slow[0]:.1f} s before anything was rolled out")
    problems = [p for phase in since for p in problem(f"traffic, phase {phase.phase}", phase.slowest, most)]
    if not problems and not any(attempt.accepted for attempt in seen.attempts):
        return Judgement.cannot_tell("nothing was rolled out: no attempt was accepted")
    evidence = {"slowest answer, seconds": {phase.phase: phase.slowest[0] for phase in (*before, *since)}}
    answered = sum(phase.sent - len(phase.failures) for phase in since)
    return Judgement(answered, tuple(problems), "no user was answered", evidence)

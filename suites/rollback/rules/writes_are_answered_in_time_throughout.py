"""No write waits long for its answer while a release is rolled out.

Why: an index that is built without `CONCURRENTLY`, a foreign key and a trigger let readers pass and hold up
everybody who writes, and so does what the new release does with its own first write.
Reference: PostgreSQL, "Explicit Locking", table-level locks; strong_migrations, "Adding an index
non-concurrently" and "Backfilling data".
Remedy: build indexes concurrently; add constraints as `NOT VALID` and validate them in a transaction of their
own; fill columns batch by batch.
"""

from __future__ import annotations

from gonogo.contract.rollback import Rollout
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.late import late, problem
from gonogo.suites.rollback.observations.writes import WritesDuringRollOut


@rule("rollout.write", "rollout.slowest_seconds")
def judge(seen: WritesDuringRollOut, rollout: Rollout) -> Judgement:
    """Refuse a late answer; one that was as late before anything changed says nothing of the roll-out."""
    most = rollout.slowest_seconds or 0.0
    problems = [p for written in seen.written for p in problem("writes", written.slowest, most)]
    if not seen.rolled_out and not problems:
        return Judgement.cannot_tell(f"nothing was rolled out: {seen.refused_because or 'no attempt'}")
    if not all(written.slowest_before for written in seen.written):
        return Judgement.cannot_tell("no write was taken before anything was rolled out")
    if slow := [one for written in seen.written for one in late(written.slowest_before, most)]:
        return Judgement.cannot_tell(f"a write took {slow[0]:.1f} s before anything was rolled out")
    taken = sum(written.acknowledged for written in seen.written if written.slowest)
    slowest = {"slowest write, seconds": [written.slowest[0] for written in seen.written if written.slowest]}
    return Judgement(taken, tuple(problems), "no write was taken meanwhile", slowest)

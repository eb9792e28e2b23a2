"""Writes are taken all the while a release is rolled out.

Why: during a roll-out two releases work on one schema; what the new one did to it is felt first by the writes
of the old one, which no test of either release alone shows.
Reference: strong_migrations, "adding a required column"; squawk, adding-required-field.
Remedy: expand first and contract a release later; give new columns a default that the old release can
live with.
"""

from __future__ import annotations

from collections import Counter

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.writes import WritesDuringRollOut


@rule("rollout.write")
def judge(seen: WritesDuringRollOut) -> Judgement:
    """Refuse a write that was not taken."""
    if not seen.rolled_out:
        return Judgement.cannot_tell(f"nothing was rolled out: {seen.refused_because or 'no attempt'}")
    problems = []
    for written in seen.written:
        if written.refused:
            kinds = ", ".join(f"{count} x {kind}" for kind, count in Counter(written.refused).most_common(4))
            problems.append(
                Problem("writes", "each taken", f"{len(written.refused)} of {written.sent} not: {kinds}")
            )
    return Judgement(sum(written.sent for written in seen.written), tuple(problems), "nothing was written")

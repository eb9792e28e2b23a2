"""Every write that was acknowledged while a release was rolled out can be read afterwards.

Why: a write that was answered with success and then lost with the process that answered it is the one failure
that no client can repair: it does not know.
Reference: RFC 9110, 15.3.2 (201: the resource was created); Jepsen, on acknowledged writes.
Remedy: acknowledge after the commit; flush what is buffered before the process ends.
"""

from __future__ import annotations

from collections import Counter

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.writes import WritesDuringRollOut


@rule("rollout.write")
def judge(seen: WritesDuringRollOut) -> Judgement:
    """Refuse a lost write; without a roll-out or a write, nothing was tried."""
    if not seen.rolled_out:
        return Judgement.cannot_tell(f"nothing was rolled out: {seen.refused_because or 'no attempt'}")
    problems = []
    for written in seen.written:
        if written.lost:
            kinds = ", ".join(f"{count} x {kind}" for kind, count in Counter(written.lost).most_common(4))
            lost = f"{len(written.lost)} of {written.acknowledged} lost: {kinds}"
            problems.append(Problem("acknowledged writes", "all there at the end", lost))
    return Judgement(sum(w.read_back for w in seen.written), tuple(problems), "no write was acknowledged")

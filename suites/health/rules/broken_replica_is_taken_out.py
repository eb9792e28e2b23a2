"""A replica that alone has lost a hard dependency is passed over, and gets requests again when it is well.

Why: a replica that fails at once is idle at once, and an entry that sends where least is going on sends it
most of what comes: one broken replica of many fails nearly everybody.
Reference: AWS Builders' Library, *Implementing health checks*; HAProxy 3.0 configuration manual, `check`,
`balance leastconn`.
Remedy: have the entry ask readiness, and readiness ask what the replica itself needs, each time; send what is
safe to repeat to another replica.
"""

from __future__ import annotations

from gonogo.contract.health import Health
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.black_hole import doubt, problems
from gonogo.suites.health.observations.severed import CutOff, Severed


@rule("health.ejects_within_seconds", "hard_dependencies")
def judge(seen: CutOff, health: Health) -> Judgement:
    """Refuse answers that fail after the time, in each try; that one and no other has to be seen failing."""
    if not seen.tries:
        return Judgement.cannot_tell(seen.why or "nothing was tried")
    last, within = seen.tries[-1], health.ejects_within_seconds or 0.0
    if why := doubt(last, within):
        return Judgement.cannot_tell(why, **_evidence(last))
    return Judgement(len(last.users(within)), tuple(problems(last, health)), evidence=_evidence(last))


def _evidence(seen: Severed) -> dict[str, object]:
    users = seen.users(0.0)
    failed = [s.at_seconds for s in users if seen.fails(s)]
    return {
        "users while it was cut off": len(users),
        "of whom failed": len(failed),
        "the last of them after seconds": max(failed, default=None),
        "cut off for seconds": seen.joined_seconds,
        "answered users again after seconds": seen.returned_seconds,
    }

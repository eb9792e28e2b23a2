"""The old release can be rolled out again, and it is the same image.

Why: a rollback by tag can bring back another image than the one that worked, and a rollback that was
never tried fails when it is needed.
Reference: NIST SSDF PS.3; tj-actions, CVE-2025-30066 (a moved tag).
Remedy: keep the last good image, and roll it out by its digest.
"""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.attempts import RolledBack


@rule("rollout")
def judge(seen: RolledBack) -> Judgement:
    """Refuse a rollback that was not accepted, or that ends on another digest."""
    backs = [attempt for attempt in seen.attempts if not attempt.bad]
    if not all(seen.digests_before) or not seen.digests_before:
        return Judgement.cannot_tell("the digest of the release was not known before")
    problems = [
        Problem("rollback by digest", "healthy within the deadline", back.reason)
        for back in backs
        if not back.accepted
    ]
    if not problems and seen.digests_after != seen.digests_before:
        problems.append(
            Problem(
                "running digests", ", ".join(seen.digests_before), ", ".join(seen.digests_after) or "none"
            )
        )
    return Judgement(len(backs), tuple(problems))

"""No user loses a request while a release is rolled out or back.

Why: a release that costs a few errors each time is released less often, and its errors hide real ones.
Reference: Kubernetes KEP-3960 and issue 86280 (requests refused between SIGTERM and the end of routing).
Remedy: fail readiness first at SIGTERM, keep the listener open for the drain window, finish what is in
flight; let the proxy resolve replicas again and retry only what is safe.
"""

from __future__ import annotations

from collections import Counter

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.rollback.observations.attempts import PhaseTraffic, RolledBack


@rule("rollout")
def judge(seen: RolledBack) -> Judgement:
    """Refuse any answer but the promised one, in any phase."""
    problems = tuple(_problem(phase) for phase in seen.traffic if phase.failures)
    if not problems and not any(attempt.accepted for attempt in seen.attempts):
        return Judgement.cannot_tell("nothing was rolled out: no attempt was accepted")
    return Judgement(sum(phase.sent for phase in seen.traffic), problems)


def _problem(phase: PhaseTraffic) -> Problem:
    kinds = ", ".join(f"{count} x {kind}" for kind, count in Counter(phase.failures).most_common(4))
    lost = f"{len(phase.failures)} of {phase.sent} lost: {kinds}"
    return Problem(f"traffic, phase {phase.phase}", "every answer as promised", lost)

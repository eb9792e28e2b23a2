"""Readiness fails while a hard dependency takes connections and answers nothing.

Why: a hung database is the more frequent outage and the worse one: nothing is refused, every request waits,
and a check without a deadline waits with them.
Reference: AWS Builders' Library, Implementing health checks; OWASP ASVS 5.0 13.1.3 (time-outs).
Remedy: give the readiness check a deadline of its own, below the probe's, and answer 503 when it passes.
"""

from __future__ import annotations

from gonogo.contract.health import Health
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.hangs import judge_readiness
from gonogo.suites.health.observations.faults import Hangs


@rule("health.readiness", "hung_hard_dependencies")
def judge(seen: Hangs, health: Health) -> Judgement:
    """Refuse a readiness that passes once notices_within_seconds are over, until the dependency goes on."""
    return judge_readiness(seen.outages, health.notices_within_seconds, "hangs")

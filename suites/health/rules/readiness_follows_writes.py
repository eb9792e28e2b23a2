"""Readiness fails while a hard dependency refuses writes.

Why: `SELECT 1` succeeds on a standby and on a database that was made read-only; health stays green while
every write fails, for days.
Reference: gpustack issues 6105 and 6107 (3 days in production); SQLAlchemy, pool_pre_ping.
Remedy: let readiness write: a heartbeat row of each process.
"""

from __future__ import annotations

from gonogo.contract.health import Health
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.hangs import judge_readiness
from gonogo.suites.health.observations.faults import RefusedWrites


@rule("health.readiness", "read_only_hard_dependencies")
def judge(seen: RefusedWrites, health: Health) -> Judgement:
    """Refuse a readiness that passes once notices_within_seconds are over, until writes work again."""
    return judge_readiness(seen.outages, health.notices_within_seconds, "refuses writes")

"""While an optional dependency hangs, the replica stays ready and its traffic works.

Why: what takes connections and answers nothing fails no call: a client without a time-out waits for it as
long as it hangs, and so do its users, for something that no route needs.
Reference: AWS Builders' Library, Timeouts, retries, and backoff with jitter; redis-py, `socket_timeout` (none
by default); Nygard, Release It!, on integration points.
Remedy: give each client of a dependency a time-out of connecting and of answering that users do not notice,
and go on without it.
"""

from __future__ import annotations

from gonogo.contract.health import Health
from gonogo.contract.metrics import Traffic
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.faults import Hangs
from gonogo.suites.health.optional import judge_optional


@rule("health.readiness", "hung_optional_dependencies")
def judge(seen: Hangs, health: Health, traffic: Traffic | None) -> Judgement:
    """Refuse a readiness that is not 2xx, and any traffic not answered as promised, while one hangs."""
    return judge_optional(seen.outages, seen.traffic_status, health, traffic)

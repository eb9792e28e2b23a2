"""Without an optional dependency the replica stays ready and its traffic works.

Why: a readiness that fails for a cache takes the whole fleet out at once, for something that no route needs.
Reference: AWS Builders' Library, Implementing health checks (dependency checks and fleet-wide ejection).
Remedy: report an optional dependency as warn with 2xx, and bound its time-outs: routes work without it.
"""

from __future__ import annotations

from gonogo.contract.health import Health
from gonogo.contract.metrics import Traffic
from gonogo.core.rule import Judgement, rule
from gonogo.suites.health.observations.probes import Outages
from gonogo.suites.health.optional import judge_optional


@rule("health.readiness", "optional_dependencies")
def judge(seen: Outages, health: Health, traffic: Traffic | None) -> Judgement:
    """Refuse a readiness that is not 2xx, and any traffic not answered as promised, while one is away."""
    return judge_optional(seen.outages, seen.traffic_status, health, traffic)

"""An update is watched until it can have failed, and what then happens is what is promised.

Why: a Swarm that stops watching a task before its health check can say *unhealthy* calls a release that never
came up a success, and replaces the next task by it; `failure_action` is `pause` where nobody sets it, which
leaves half of each.
Reference: Compose Deploy Specification, update_config (monitor, failure_action, max_failure_ratio);
moby/moby#37972.
Remedy: set `monitor` above `start_period` and `interval` times `retries` of the health check, and
`failure_action: rollback`.
"""

from __future__ import annotations

from collections.abc import Iterator

from gonogo.contract.config import Updates
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.updates import RenderedUpdates, UpdatedService


@rule("stack.updates", "deployment.compose")
def judge(seen: RenderedUpdates, updates: Updates) -> Judgement:
    """Refuse a watch that ends too soon, another action than is promised, and failures that pass."""
    problems = [problem for service in seen.services for problem in _problems(service, updates)]
    why = f"compose renders nothing: {seen.error[-300:]}" if seen.error else "no service was rendered"
    return Judgement(len(seen.services), tuple(problems), why)


def _problems(service: UpdatedService, promised: Updates) -> Iterator[Problem]:
    where, update, check = f"service {service.name}", service.update, service.check_seconds
    if check is not None and update.monitor_seconds < check:
        yield Problem(
            where,
            f"monitor of at least {check:g} s, after which its health check can have failed",
            f"monitor: {update.monitor_seconds:g} s",
        )
    if update.failure_action != promised.failure_action:
        yield Problem(
            where, f"failure_action: {promised.failure_action}", f"failure_action: {update.failure_action}"
        )
    if _lets_half_fail(service):
        most = 1.0 if service.replicas in (None, 1) else 0.5
        yield Problem(
            where, f"max_failure_ratio below {most:g}", f"max_failure_ratio: {update.max_failure_ratio:g}"
        )


def _lets_half_fail(service: UpdatedService) -> bool:
    """Whether so many tasks may fail that half of them do: an update fails only above its ratio."""
    ratio, tasks = service.update.max_failure_ratio, service.replicas
    return ratio >= 1 or (tasks is not None and 2 * int(ratio * tasks + 1e-9) >= tasks > 0)

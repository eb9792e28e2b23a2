"""What compose files say of how a Swarm updates each service."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Step:
    """`update_config` or `rollback_config`, with a Swarm's defaults for what nobody set."""

    order: str = "stop-first"
    parallelism: int = 1
    failure_action: str = "pause"
    monitor_seconds: float = 5.0
    max_failure_ratio: float = 0.0


@dataclass(frozen=True)
class UpdatedService:
    """One service: ``replicas`` is None where it is global, one task for each node.

    ``back`` is None where nobody says it. ``check_seconds`` is how long its health check takes to say that a
    task is ill, from its start; None where neither the compose file nor its
    Dockerfile on this machine states the check.
    """

    name: str
    replicas: int | None
    update: Step
    back: Step | None
    check_seconds: float | None


@observed_by(
    "gonogo.suites.config.experiments.updates:render_updates",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.READ_SOURCE}),
)
@dataclass(frozen=True)
class RenderedUpdates:
    """Each service that says how it is updated, and the release's; ``error`` is what compose refused."""

    services: tuple[UpdatedService, ...]
    error: str = ""

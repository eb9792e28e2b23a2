"""Ask the engine how often it had to start each container again."""

from __future__ import annotations

from gonogo.suites.health.observations.containers import Container, Restarts
from gonogo.targets.base import ContainerState, Target


def count_restarts(target: Target) -> Restarts:
    """Read the engine's description of each container."""
    return Restarts(tuple(_container(state) for state in target.container_states()))


def _container(state: ContainerState) -> Container:
    told = state.description
    return Container(state.name, int(told["RestartCount"]), str(told["State"]["Status"]))

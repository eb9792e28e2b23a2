"""What the health gate sees of the stack's containers."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Container:
    """One container that runs, or that its engine is about to start again.

    ``restarts`` is how often the engine started it again after it had ended by itself, and ``state`` the
    engine's word for what it does now.
    """

    name: str
    restarts: int
    state: str


@observed_by(
    "gonogo.suites.health.experiments.containers:count_restarts",
    kind=Kind.READS,
    needs=frozenset({Can.INSPECT_CONTAINERS}),
)
@dataclass(frozen=True)
class Restarts:
    """Every container of the stack once it was well; what ran once and ended is not among them."""

    containers: tuple[Container, ...]

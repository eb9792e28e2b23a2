"""What the security gate sees of dependencies that another container of their networks asks."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Knocked:
    """One dependency, asked without a credential by a container of its own: ``status`` is how that ended.

    ``refused`` is whether the words of its refusal came. ``known`` is whether the same was taken with the
    right credential; ``known_said`` is what came of that.
    """

    dependency: str
    service: str
    status: int | None
    refused: bool
    said: str
    known: bool
    known_said: str


@observed_by(
    "gonogo.suites.security.experiments.strangers:knock_from_its_network",
    kind=Kind.READS,
    needs=frozenset({Can.EXECUTE_IN_DEPENDENCY}),
    deadline_seconds=120.0,
)
@dataclass(frozen=True)
class KnockedFromOutside:
    """Every dependency of which the contract says how its network asks."""

    tried: tuple[Knocked, ...]

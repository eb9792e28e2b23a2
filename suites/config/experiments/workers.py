"""Count what each replica's container runs."""

from __future__ import annotations

from dataclasses import asdict

from gonogo.suites.config.observations.workers import Crew, Crews
from gonogo.targets.base import Target


def count_workers(target: Target) -> Crews:
    """Ask the engine."""
    return Crews(tuple(Crew(**asdict(state)) for state in target.crews()))

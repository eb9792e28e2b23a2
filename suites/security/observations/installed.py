"""What is installed where the release runs."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@observed_by(
    "gonogo.suites.security.experiments.installed:list_what_is_installed",
    kind=Kind.READS,
    needs=frozenset({Can.READ_SOURCE, Can.REACH_SERVICES}),
)
@dataclass(frozen=True)
class Installed:
    """Each is `name==version`; ``conditional`` are those of the lock that a marker may leave out."""

    locked: tuple[str, ...]
    conditional: tuple[str, ...]
    installed: tuple[str, ...]

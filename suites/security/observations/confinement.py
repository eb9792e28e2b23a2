"""What the security gate sees of the fences around a container's processes."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Fence:
    """One running container: ``options`` are its security options, as the engine keeps them.

    ``gains`` is whether its first process may gain privileges by what it starts, None for nobody knows.
    """

    name: str
    service: str
    options: tuple[str, ...]
    gains: bool | None


@observed_by(
    "gonogo.suites.security.experiments.confinement:inspect_fences",
    kind=Kind.READS,
    needs=frozenset({Can.INSPECT_CONTAINERS}),
)
@dataclass(frozen=True)
class Fences:
    """Every running container of the stack."""

    fences: tuple[Fence, ...]

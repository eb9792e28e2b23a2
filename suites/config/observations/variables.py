"""What compose puts into the variables of the services, without their values: some are secrets."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class OddValue:
    """A variable of a service, or of compose's own file, whose value is not what somebody meant, and how."""

    service: str
    name: str
    what: str


@observed_by(
    "gonogo.suites.config.experiments.variables:read_variables",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.READ_SOURCE}),
)
@dataclass(frozen=True)
class FilledIn:
    """One rendering with every profile: compose's exit status, and its words where it is not 0.

    ``unset`` are variables that compose has filled in with nothing; ``variables`` are those of services
    that have a value, each with its service.
    """

    status: int
    error: str
    variables: tuple[str, ...]
    unset: tuple[str, ...] = ()
    odd: tuple[OddValue, ...] = ()

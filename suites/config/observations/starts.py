"""What the config gate sees."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class IdentityRead:
    """One read of the identity, on a connection of its own; ``source`` is the entry or a replica."""

    source: str
    status: int | None
    error: str
    version: str
    revision: str
    configuration: str
    instance: str


@dataclass(frozen=True)
class Stray:
    """A service of the compose files that is found as ``known_as``, as the ``release`` is, and set otherwise.

    ``differing`` names what is: variables of its environment, `image`, `command`, a configuration; no value.
    """

    service: str
    release: str
    known_as: str
    differing: tuple[str, ...]


@observed_by("gonogo.suites.config.experiments.starts:read_identity", kind=Kind.READS, quick=True)
@dataclass(frozen=True)
class Identities:
    """Reads at the entry, and of each replica where they can be reached.

    ``strays`` stand in the compose files of a release that is started here, whether they run or not.
    """

    reads: tuple[IdentityRead, ...]
    strays: tuple[Stray, ...] = ()


@dataclass(frozen=True)
class WrongStart:
    """One start with one variable wrong.

    ``status`` is None where it still ran at the end of the time; ``output`` holds its last lines, and
    ``told`` names the secrets of the run that stand in it, whole or in part.
    """

    variable: str
    change: str
    status: int | None
    seconds: float
    output: str
    told: tuple[str, ...] = ()


@observed_by(
    "gonogo.suites.config.experiments.starts:start_with_wrong_environment",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.START_ONCE}),
    deadline_seconds=420.0,
)
@dataclass(frozen=True)
class WrongStarts:
    """Starts with one variable missing, blank or bad, and one control with nothing wrong.

    The control runs for as long as all the others take; where it ends, a refusal says nothing about the
    variable, unless it ends at a dependency and the refusal does not. Where it never started, nothing else
    was tried.
    """

    control: tuple[WrongStart, ...]
    starts: tuple[WrongStart, ...]

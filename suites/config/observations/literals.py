"""What the config gate sees in the release's source."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Literal:
    """A text literal: ``name`` is what it is assigned to or passed as, empty where it is neither.

    ``listens``: it is where the release itself listens; ``connects``: a client is given it as its host;
    ``given``: it is given as a credential, or what somebody sent as one is compared with it; ``among``: the
    name of the list in which it stands.
    """

    file: str
    line: int
    name: str
    text: str
    listens: bool = False
    connects: bool = False
    given: bool = False
    among: str = ""


@observed_by(
    "gonogo.suites.config.experiments.literals:read_literals",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.READ_SOURCE}),
    deadline_seconds=60.0,
)
@dataclass(frozen=True)
class Source:
    """Every text literal outside of the settings, documentation left out; ``unread`` files do not parse."""

    files: tuple[str, ...]
    unread: tuple[str, ...]
    literals: tuple[Literal, ...]

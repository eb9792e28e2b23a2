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
    """Each is `name==version`; ``conditional`` are those of the lock that a marker may leave out.

    ``by_content`` are names that the lock pins by a commit or a hash, in a version that it does not state;
    ``unread`` says which part of it could not be read.
    """

    locked: tuple[str, ...]
    conditional: tuple[str, ...]
    installed: tuple[str, ...]
    by_content: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

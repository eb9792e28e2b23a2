"""Starts that have to be refused for what is there, not for what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class RefusedStart:
    """One start: ``what`` is the unknown variable or the guard's name, ``near`` what it stands beside.

    ``status`` is None where it still ran at the end of the time; ``output`` holds its last lines.
    """

    what: str
    near: str
    status: int | None
    seconds: float
    output: str


@observed_by(
    "gonogo.suites.config.experiments.refusals:start_with_refused_configurations",
    kind=Kind.INSPECTS,
    needs=frozenset({Can.START_ONCE}),
    deadline_seconds=420.0,
)
@dataclass(frozen=True)
class RefusedStarts:
    """A control with nothing wrong, starts with one unknown variable each, and one for each guard."""

    control: tuple[RefusedStart, ...]
    unknown: tuple[RefusedStart, ...]
    guarded: tuple[RefusedStart, ...]

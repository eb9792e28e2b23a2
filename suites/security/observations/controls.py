"""What a run established of the controls that a standard asks for."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Kind, observed_by


@dataclass(frozen=True)
class Control:
    """A rule that refers to a standard: the chapters that it names, and its outcome.

    The outcome is empty where nobody came to it, and *not promised* where the contract lacks its section.
    """

    rule: str
    chapters: tuple[str, ...]
    outcome: str


@observed_by(
    "gonogo.suites.security.experiments.controls:sum_up", kind=Kind.CONCLUDES, needs=frozenset(), quick=True
)
@dataclass(frozen=True)
class Controls:
    """What this run was to establish; and, by rule, what nobody asked for and what is not possible here."""

    controls: tuple[Control, ...]
    deselected: tuple[str, ...]
    not_possible: tuple[str, ...]

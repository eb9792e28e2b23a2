"""Sum up what a run's rules found, by the standards that they refer to. Nothing is asked of the target."""

from __future__ import annotations

from collections.abc import Iterable

from gonogo.core.became import Became
from gonogo.core.standards import chapters
from gonogo.suites.security.observations.controls import Control, Controls


def sum_up(rules: Iterable[Became]) -> Controls:
    """Return what became of each rule that refers to a chapter of a standard."""
    named = [(one, _chapters(one)) for one in rules]
    referring = [(one, found) for one, found in named if found]
    return Controls(
        controls=tuple(
            Control(one.rule, found, one.outcome if one.part == "selected" else "not promised")
            for one, found in referring
            if one.part in ("selected", "not_promised")
        ),
        deselected=tuple(one.rule for one, _ in referring if one.part == "deselected"),
        not_possible=tuple(one.rule for one, _ in referring if one.part == "not_possible"),
    )


def _chapters(one: Became) -> tuple[str, ...]:
    return tuple(f"{standard}, {number}" for standard, number in sorted(chapters(one.reference)))

"""What became of each rule of a run: what a rule that sums others up looks at, when the last one is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from gonogo.core.finding import Finding, Outcome
from gonogo.core.rule import Rule
from gonogo.core.scope import Scope

Part = Literal["selected", "not_promised", "not_possible", "deselected"]


@dataclass(frozen=True)
class Became:
    """One rule: the list of the scope that it is in, and its outcome, empty where it has no finding.

    What was kept from looking is an error, though a release that did not come up has failed.
    """

    rule: str
    reference: str
    part: Part
    outcome: str


def became(rules: Iterable[Rule], scope: Scope, findings: Mapping[str, Finding]) -> tuple[Became, ...]:
    """Tell of every rule but those that sum others up."""
    parts: dict[str, Part] = dict.fromkeys(scope.selected, "selected")
    parts |= dict.fromkeys((rule for rule, _ in scope.not_promised), "not_promised")
    parts |= dict.fromkeys((rule for rule, _ in scope.not_possible), "not_possible")
    parts |= dict.fromkeys(scope.deselected, "deselected")
    return tuple(
        Became(rule.id, rule.reference, parts[rule.id], _outcome(findings.get(rule.id)))
        for rule in rules
        if not rule.experiment.concludes
    )


def _outcome(finding: Finding | None) -> str:
    if finding is None:
        return ""
    return Outcome.ERROR.value if finding.cause else finding.outcome.value

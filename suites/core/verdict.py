"""GO, NO-GO or HOLD: a worst-of fold over the findings of the selected rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from suites.core.contract import Contract
from suites.core.finding import Finding, Outcome, Severity
from suites.core.rule import Rule
from suites.core.scope import Scope


class Decision(Enum):
    """The answer to *can this release ship*."""

    GO = "GO"
    HOLD = "HOLD"
    NO_GO = "NO-GO"

    @property
    def exit_code(self) -> int:
        """The process's exit status: 0, 3 or 1."""
        return {"GO": 0, "HOLD": 3, "NO-GO": 1}[self.value]


@dataclass(frozen=True)
class Verdict:
    """The decision and every reason for it, worst first."""

    decision: Decision
    reasons: tuple[str, ...]


def severity_of(rule: Rule, contract: Contract) -> Severity:
    """Return a rule's severity after the contract's demotions."""
    return Severity.ADVISORY if contract.demotion_for(rule.id) else rule.severity


def verdict(
    rules: Mapping[str, Rule], scope: Scope, findings: Mapping[str, Finding], contract: Contract
) -> Verdict:
    """Fold. A selected rule without a finding holds the release, as do required rules not selected."""
    failed, held = [], [f"{r} is required and was not selected" for r in _unselected(scope, contract)]
    blocking = [i for i in scope.selected if severity_of(rules[i], contract) is Severity.BLOCKER]
    if not blocking:
        held.append("no blocking rule was selected" if scope.selected else "no rule was selected")
    for rule_id in blocking:
        finding = findings.get(rule_id)
        if finding is None:
            held.append(f"{rule_id} has no finding: its worker died or collection broke")
        elif finding.outcome is Outcome.FAILED:
            failed.append(f"{rule_id} failed: {_first(finding)}")
        elif finding.outcome in (Outcome.ERROR, Outcome.INCONCLUSIVE):
            held.append(f"{rule_id} is {finding.outcome.value}: {finding.reason}")
    decision = Decision.NO_GO if failed else Decision.HOLD if held else Decision.GO
    return Verdict(decision, tuple(failed + held))


def _unselected(scope: Scope, contract: Contract) -> list[str]:
    return [rule_id for rule_id in contract.required if rule_id not in scope.selected]


def _first(finding: Finding) -> str:
    problem = finding.problems[0]
    return f"{problem.where}: expected {problem.expected}, observed {problem.observed}"

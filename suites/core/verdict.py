"""GO, NO-GO or HOLD: a worst-of fold over the findings of the selected rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from suites.core.contract import Contract
from suites.core.finding import Finding, Outcome, Severity
from suites.core.rule import Rule
from suites.core.scope import Scope

_NOT_ESTABLISHED = (Outcome.ERROR, Outcome.INCONCLUSIVE)


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
    failed, held = _came_not_up(rules, scope, findings, contract), _missed(rules, scope, findings, contract)
    blocking = [i for i in scope.selected if severity_of(rules[i], contract) is Severity.BLOCKER]
    if not blocking:
        held.append("no blocking rule was selected" if scope.selected else "no rule was selected")
    for rule_id in blocking:
        finding = findings.get(rule_id)
        if finding is None:
            held.append(f"{rule_id} has no finding: its worker died or collection broke")
        elif finding.outcome is Outcome.FAILED:
            failed.append(f"{rule_id} failed: {_first(finding)}")
        elif finding.outcome in _NOT_ESTABLISHED:
            held.append(f"{rule_id} is {finding.outcome.value}: {finding.reason}")
    decision = Decision.NO_GO if failed else Decision.HOLD if held else Decision.GO
    return Verdict(decision, tuple(failed + held))


def _came_not_up(
    rules: Mapping[str, Rule], scope: Scope, findings: Mapping[str, Finding], contract: Contract
) -> list[str]:
    """Return what advice, too, has failed on: a release that never came up is nobody's to demote."""
    advice = (i for i in scope.selected if severity_of(rules[i], contract) is Severity.ADVISORY)
    found = [findings[i] for i in advice if i in findings]
    return [f"{f.rule} failed: {_first(f)}" for f in found if f.outcome is Outcome.FAILED and f.cause]


def _missed(
    rules: Mapping[str, Rule], scope: Scope, findings: Mapping[str, Finding], contract: Contract
) -> list[str]:
    """Return the required rules that were left out, or that are advice and were not established."""
    said = [f"{r} is required and was not selected" for r in contract.required if r not in scope.selected]
    for rule_id in contract.required:
        selected = rule_id in scope.selected
        if selected and severity_of(rules[rule_id], contract) is Severity.ADVISORY:
            finding = findings.get(rule_id)
            if finding is None or finding.outcome in _NOT_ESTABLISHED:
                said.append(f"{rule_id} is required and was not established")
    return said


def _first(finding: Finding) -> str:
    problem = finding.problems[0]
    return f"{problem.where}: expected {problem.expected}, observed {problem.observed}"

"""GO, NO-GO or HOLD: a worst-of fold over the findings of the selected rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from gonogo.contract.model import Contract
from gonogo.core.finding import Finding, Outcome, Severity
from gonogo.core.rule import Rule
from gonogo.core.scope import Scope

NO_FINDING = "no finding: its worker died or collection broke"
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


def advises(finding: Finding, severity: Severity) -> bool:
    """Whether what is not good can stop no release; one that did not come up is nobody's to demote."""
    no_start = finding.outcome is Outcome.FAILED and bool(finding.cause)
    good = finding.outcome in (Outcome.PASSED, Outcome.WAIVED)
    return severity is Severity.ADVISORY and not good and not no_start


def verdict(
    rules: Mapping[str, Rule], scope: Scope, findings: Mapping[str, Finding], contract: Contract
) -> Verdict:
    """Fold. A selected rule without a finding holds the release, as do required rules not selected.

    What shares a cause is one reason.
    """
    failed: list[str] = []
    held = _missed(rules, scope, findings, contract)
    blocking = [i for i in scope.selected if severity_of(rules[i], contract) is Severity.BLOCKER]
    if not blocking:
        held.append("no blocking rule was selected" if scope.selected else "no rule was selected")
    found = [i for i in scope.selected if i in findings]
    against = [i for i in found if not advises(findings[i], severity_of(rules[i], contract))]
    for rule_ids in _by_cause(against, findings):
        first = findings[rule_ids[0]]
        reason = f"{first.cause}\n{kept_from_an_answer(rule_ids)}" if len(rule_ids) > 1 else _reason(first)
        if first.outcome is Outcome.FAILED:
            failed.append(reason)
        elif first.outcome in _NOT_ESTABLISHED:
            held.append(reason)
    held += _without([i for i in blocking if i not in findings])
    decision = Decision.NO_GO if failed else Decision.HOLD if held else Decision.GO
    return Verdict(decision, tuple(failed + held))


def kept_from_an_answer(rule_ids: Sequence[str]) -> str:
    """Return the line that names the rules which one cause keeps from an answer."""
    counted = "1 rule" if len(rule_ids) == 1 else f"{len(rule_ids)} rules"
    return f"this keeps {counted} from an answer: {', '.join(rule_ids)}"


def _by_cause(rule_ids: list[str], findings: Mapping[str, Finding]) -> list[list[str]]:
    """Group what shares a cause, the worst of each first; what a rule found itself stands alone."""
    causes: dict[str, list[str]] = {}
    for rule_id in sorted(rule_ids, key=lambda i: -findings[i].outcome.badness):
        causes.setdefault(findings[rule_id].cause or f"\0{rule_id}", []).append(rule_id)
    return sorted(causes.values(), key=lambda group: min(map(rule_ids.index, group)))


def _reason(finding: Finding) -> str:
    if finding.outcome is Outcome.FAILED:
        return f"{finding.rule} failed: {_first(finding)}"
    return f"{finding.rule} is {finding.outcome.value}: {finding.reason}"


def _without(rule_ids: list[str]) -> list[str]:
    if len(rule_ids) < 2:
        return [f"{rule_id} has {NO_FINDING}" for rule_id in rule_ids]
    return [f"{NO_FINDING}\n{kept_from_an_answer(rule_ids)}"]


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
    problem, rest = finding.problems[0], {p for p in finding.problems if p != finding.problems[0]}
    more = f" (and {len(rest)} more)" if rest else ""
    return f"{problem.where}: expected {problem.expected}, observed {problem.observed}{more}"

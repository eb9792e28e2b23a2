"""What every format tells of a run: counts by gate, what to know beside the verdict, what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gonogo.core.finding import Finding, Outcome, Severity
from gonogo.core.verdict import NO_FINDING, Decision, advises
from gonogo.reports.model import Report, RuleReport

MISSING = "missing"
ADVISED = "advised"
OUTCOMES = ("passed", "waived", ADVISED, "inconclusive", "error", MISSING, "failed")
LABELS = {outcome: outcome for outcome in OUTCOMES} | {MISSING: "no finding"}
_TROUBLE = ("failed", "error", MISSING, "inconclusive")
_NOT_ESTABLISHED = ("error", MISSING, "inconclusive")


@dataclass(frozen=True)
class GateRow:
    """One gate, or all of them: rules by outcome, things examined, seconds of waiting and judging."""

    gate: str
    counts: Counter[str]
    examined: int
    seconds: float

    @property
    def rules(self) -> int:
        """How many rules were selected."""
        return self.counts.total()


@dataclass(frozen=True)
class Standing:
    """A list that belongs beside the verdict; ``entries`` are (rule id, why), why may be empty."""

    title: str
    entries: tuple[tuple[str, str], ...]


def selected_rules(report: Report) -> tuple[RuleReport, ...]:
    """Return every rule of the report, and one without a finding for each selected id that it lacks."""
    known = {rule.id for rule in report.rules}
    return report.rules + tuple(_unknown(i) for i in report.scope.selected if i not in known)


def outcome(rule: RuleReport) -> str:
    """Return the outcome's name, ``missing`` where no finding came."""
    return rule.finding.outcome.value if rule.finding else MISSING


def state(rule: RuleReport) -> str:
    """Return how a rule counts on a screen: its outcome, or ``advised`` where it is not good and advises."""
    if rule.finding is None:
        return ADVISED if rule.severity is Severity.ADVISORY else MISSING
    return ADVISED if advises(rule.finding, rule.severity) else outcome(rule)


def reason(rule: RuleReport) -> str:
    """Return why the outcome came about; empty for one that its problems explain."""
    return rule.finding.reason if rule.finding else NO_FINDING


def reasons(report: Report) -> tuple[str, ...]:
    """Return the verdict's reasons, worst first; at least one."""
    if report.verdict.reasons:
        return report.verdict.reasons
    if report.verdict.decision is Decision.GO:
        return (_gone(report),)
    return ("the verdict came without a reason: see the rules below",)


def _gone(report: Report) -> str:
    """Say what a GO means: what the contract demoted would have blocked, and does not."""
    said = "every blocking rule in scope passed or is waived by name"
    demoted = [rule for rule in selected_rules(report) if rule.demoted]
    if not demoted:
        return said
    wrong = sum(outcome(rule) != Outcome.PASSED.value for rule in demoted)
    counted = "1 rule" if len(demoted) == 1 else f"{len(demoted)} rules"
    return f"{said}; demoted by the contract: {counted}, of which {wrong or 'none'} did not pass"


def gate_rows(report: Report) -> list[GateRow]:
    """Return one row for each gate, in the order of its first rule."""
    rules = selected_rules(report)
    gates = dict.fromkeys(rule.gate for rule in rules)
    return [_row(gate, [rule for rule in rules if rule.gate == gate]) for gate in gates]


def total_row(report: Report) -> GateRow:
    """Return the row that adds up all gates."""
    return _row("all gates", selected_rules(report))


def standings(report: Report) -> list[Standing]:
    """Return what the first screen has to name, in a fixed order; lists may be empty."""
    return [
        _standing(report, "Demoted", lambda r: bool(r.demoted), _demotion),
        _standing(report, "Waived", lambda r: outcome(r) == Outcome.WAIVED.value, reason),
        _standing(report, "Not established", lambda r: outcome(r) in _NOT_ESTABLISHED, _unsettled),
        _standing(report, "Advised", _advises, _advice),
        _standing(report, "Proven by no seeded defect", lambda r: not r.proven_by, lambda _: ""),
    ]


def troubled(report: Report) -> list[RuleReport]:
    """Return the rules to act on: failed first, then error, no finding and inconclusive; advice last."""
    found = [rule for rule in selected_rules(report) if outcome(rule) in _TROUBLE]
    return sorted(found, key=lambda r: (state(r) == ADVISED, _TROUBLE.index(outcome(r))))


def grouped(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Turn (rule id, reason) into (reason, rule ids), the largest group first."""
    groups: dict[str, list[str]] = {}
    for rule_id, why in pairs:
        groups.setdefault(why, []).append(rule_id)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _unknown(rule_id: str) -> RuleReport:
    gate = rule_id.split("/", maxsplit=1)[0]
    return RuleReport(rule_id, gate, "", "", "", "", Severity.BLOCKER, "", None, (), "")


def _row(gate: str, rules: Iterable[RuleReport]) -> GateRow:
    rules = list(rules)
    findings: list[Finding] = [rule.finding for rule in rules if rule.finding]
    examined, seconds = sum(f.examined for f in findings), sum(f.seconds for f in findings)
    return GateRow(gate, Counter(state(rule) for rule in rules), examined, seconds)


def _standing(
    report: Report, title: str, belongs: Callable[[RuleReport], bool], why: Callable[[RuleReport], str]
) -> Standing:
    return Standing(title, tuple((r.id, why(r)) for r in selected_rules(report) if belongs(r)))


def _demotion(rule: RuleReport) -> str:
    return f"{LABELS[outcome(rule)]}; demoted because {rule.demoted}"


def _unsettled(rule: RuleReport) -> str:
    return reason(rule) if rule.finding is None else f"{outcome(rule)}: {reason(rule) or _advice(rule)}"


def _advice(rule: RuleReport) -> str:
    problem = rule.finding.problems[0] if rule.finding and rule.finding.problems else None
    return f"{problem.where}: expected {problem.expected}, observed {problem.observed}" if problem else ""


def _advises(rule: RuleReport) -> bool:
    return rule.severity is Severity.ADVISORY and not rule.demoted and outcome(rule) == Outcome.FAILED.value

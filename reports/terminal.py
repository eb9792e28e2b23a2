"""The verdict on a terminal: the headline first and last, all that one acts on between."""

from __future__ import annotations

from reports.model import Report, RuleReport
from reports.paper import Paper
from reports.summary import (
    LABELS,
    OUTCOMES,
    GateRow,
    gate_rows,
    grouped,
    outcome,
    reason,
    reasons,
    standings,
    total_row,
    troubled,
)
from suites.core.finding import Problem, Severity

PROBLEMS_SHOWN = 5
REASONS_SHOWN = 5
CHARACTERS_SHOWN = 800
_SUMS = ("examined", "seconds")
_STYLES = {"GO": "green", "HOLD": "yellow", "NO-GO": "red"}
_OUTCOME_STYLES = {"passed": "green", "waived": "cyan", "failed": "red"}


def render(report: Report, color: bool, width: int) -> str:
    """Return the whole text, wrapped at ``width`` columns; commands to copy stay on one line."""
    paper = Paper(color, width)
    _headline(paper, report)
    _reasons(paper, report)
    _subject(paper, report)
    _table(paper, report)
    _standings(paper, report)
    for rule in troubled(report):
        _trouble(paper, rule)
    _scope(paper, report)
    paper.blank()
    _headline(paper, report)
    return paper.text()


def _headline(paper: Paper, report: Report) -> None:
    paper.line(report.headline, style=f"bold {_STYLES[report.verdict.decision.value]}")


def _reasons(paper: Paper, report: Report) -> None:
    said = reasons(report)
    for each in said[:REASONS_SHOWN]:
        paper.line(each, limit=CHARACTERS_SHOWN)
    if len(said) > REASONS_SHOWN:
        paper.line(f"and {len(said) - REASONS_SHOWN} more in verdict.json")
    for note in report.notes:
        paper.line(f"note: {note}", style="yellow", limit=CHARACTERS_SHOWN)


def _subject(paper: Paper, report: Report) -> None:
    said, subject = "not said", report.subject
    paper.blank()
    paper.field("service", f"{report.service} on {report.target}")
    paper.field("release", f"version {subject.version or said}, revision {subject.revision or said}")
    for digest in subject.digests:
        paper.command("image", digest)
    paper.field("run", f"{report.run}, {report.started.isoformat(' ', 'seconds')}, {report.seconds:.1f} s")


def _table(paper: Paper, report: Report) -> None:
    rows = [*gate_rows(report), total_row(report)]
    gates = max(len(row.gate) for row in rows)
    shown = _columns(rows[-1], paper.width - gates)
    heads = [*(LABELS[name] for name in shown), *_SUMS]
    gap = 2 if _table_width(heads) <= paper.width - gates else 1
    paper.blank()
    paper.cells([("gate".ljust(gates), "dim"), *((head, "dim") for head in heads)], gap)
    for row in rows:
        sums = (str(row.examined), f"{row.seconds:.1f}")
        cells = [(text.rjust(len(head)), "") for head, text in zip(_SUMS, sums, strict=True)]
        paper.cells([(row.gate.ljust(gates), ""), *(_count(row, name) for name in shown), *cells], gap)


def _columns(total: GateRow, width: int) -> list[str]:
    """Every outcome where that fits, else those that came about."""
    if _table_width([*LABELS.values(), *_SUMS]) <= width:
        return list(OUTCOMES)
    return [name for name in OUTCOMES if total.counts[name] or name in ("passed", "failed")]


def _table_width(heads: list[str]) -> int:
    return sum(len(head) + 2 for head in heads)


def _count(row: GateRow, name: str) -> tuple[str, str]:
    count, width = row.counts[name], len(LABELS[name])
    style = _OUTCOME_STYLES.get(name, "yellow") if count else "dim"
    return (str(count) if count else "-").rjust(width), style


def _standings(paper: Paper, report: Report) -> None:
    for standing in standings(report):
        if not standing.entries:
            continue
        paper.title(f"{standing.title} ({len(standing.entries)})")
        for why, rule_ids in grouped(standing.entries):
            paper.line(", ".join(rule_ids), indent=2)
            paper.line(why, indent=4, limit=CHARACTERS_SHOWN)
    if absent := [s.title.lower() for s in standings(report) if not s.entries]:
        paper.blank()
        paper.line(f"None {', none '.join(absent)}.", style="dim")


def _trouble(paper: Paper, rule: RuleReport) -> None:
    label = LABELS[outcome(rule)].upper()
    advisory = ", advisory" if rule.severity is Severity.ADVISORY else ""
    paper.title(f"{label}{advisory}: {rule.id}", style=f"bold {_OUTCOME_STYLES.get(outcome(rule), 'yellow')}")
    paper.line(rule.title, indent=2)
    _problems(paper, rule.finding.problems if rule.finding else ())
    paper.blank()
    for label_, text in _advice(rule):
        paper.field(label_, text, indent=2, limit=CHARACTERS_SHOWN)
    paper.command("again", rule.rerun, indent=2)


def _problems(paper: Paper, problems: tuple[Problem, ...]) -> None:
    for problem in problems[:PROBLEMS_SHOWN]:
        paper.blank()
        paper.field("where", problem.where, indent=2, limit=CHARACTERS_SHOWN)
        paper.field("expected", problem.expected, indent=2, limit=CHARACTERS_SHOWN)
        paper.field("observed", problem.observed, indent=2, limit=CHARACTERS_SHOWN, style="bold")
    if len(problems) > PROBLEMS_SHOWN:
        paper.blank()
        paper.line(f"and {len(problems) - PROBLEMS_SHOWN} more in verdict.json", indent=2)


def _advice(rule: RuleReport) -> list[tuple[str, str]]:
    parts = {
        "reason": reason(rule),
        "demoted": rule.demoted,
        "why": rule.why,
        "remedy": rule.remedy,
        "reference": rule.reference,
    }
    return [(label, text) for label, text in parts.items() if text]


def _scope(paper: Paper, report: Report) -> None:
    scope = report.scope
    paper.title(f"Scope: {len(scope.selected)} of {scope.total} rules selected")
    for label, pairs in (("not promised", scope.not_promised), ("not possible here", scope.not_possible)):
        paper.line(f"{label}: {len(pairs)}", indent=2)
        for why, rule_ids in grouped(pairs):
            paper.line(f"{len(rule_ids)}  {why}", indent=4, limit=CHARACTERS_SHOWN)
    paper.line(f"deselected: {len(scope.deselected)}", indent=2)

"""The verdict on a terminal: all that one acts on first, and the last screen holds the answer."""

from __future__ import annotations

from gonogo.core.finding import Problem
from gonogo.reports.closing import close, told_whole
from gonogo.reports.model import Report, RuleReport
from gonogo.reports.paper import Paper
from gonogo.reports.summary import (
    ADVISED,
    LABELS,
    OUTCOMES,
    GateRow,
    gate_rows,
    grouped,
    outcome,
    reason,
    state,
    total_row,
)
from gonogo.reports.text import counted
from gonogo.reports.troubles import Trouble, beside, cause_of, merged, troubles

PROBLEMS_SHOWN = 5
IDS_SHOWN = 6
CHARACTERS_SHOWN = 800
CAUSE_LINES = 14
_SUMS = ("examined", "seconds")
_OUTCOME_STYLES = {"passed": "green", "waived": "cyan", ADVISED: "cyan", "failed": "red"}


def render(report: Report, color: bool, width: int) -> str:
    """Return the whole text, wrapped at ``width`` columns; what is copied stays on one line."""
    paper = Paper(color, width)
    found = troubles(report)
    for trouble in found:
        _trouble(paper, trouble, report)
    if any(rule.finding and rule.finding.examined and not rule.finding.cause for rule in report.rules):
        _table(paper, report)
    _standings(paper, report)
    paper.blank()
    close(paper, report)
    return paper.text()


def _table(paper: Paper, report: Report) -> None:
    rows = [*gate_rows(report), total_row(report)]
    gates = max(len(row.gate) for row in rows)
    shown = [name for name in OUTCOMES if rows[-1].counts[name] or name in ("passed", "failed")]
    heads = [*(LABELS[name] for name in shown), *_SUMS]
    gap = 2 if sum(len(head) + 2 for head in heads) <= paper.width - gates else 1
    paper.blank()
    paper.cells([("gate".ljust(gates), "dim"), *((head, "dim") for head in heads)], gap)
    for row in rows:
        sums = (str(row.examined), f"{row.seconds:.1f}")
        cells = [(text.rjust(len(head)), "") for head, text in zip(_SUMS, sums, strict=True)]
        paper.cells([(row.gate.ljust(gates), ""), *(_count(row, name) for name in shown), *cells], gap)


def _count(row: GateRow, name: str) -> tuple[str, str]:
    count, width = row.counts[name], len(LABELS[name])
    style = _OUTCOME_STYLES.get(name, "yellow") if count else "dim"
    return (str(count) if count else "-").rjust(width), style


def _standings(paper: Paper, report: Report) -> None:
    """Name what stands beside the verdict; what has a cause is told with it, and only there."""
    for standing in beside(report):
        if not standing.entries:
            continue
        paper.title(f"{standing.title} ({len(standing.entries)})")
        for why, rule_ids in grouped(standing.entries):
            paper.line(_named(rule_ids), indent=2)
            paper.line(why, indent=4, limit=CHARACTERS_SHOWN // 4)


def _named(rule_ids: list[str]) -> str:
    more = len(rule_ids) - IDS_SHOWN
    return ", ".join(rule_ids[:IDS_SHOWN]) + (f", and {more} more" if more > 0 else "")


def _trouble(paper: Paper, trouble: Trouble, report: Report) -> None:
    rule = trouble.first
    label = label_of(trouble)
    style = f"bold {_OUTCOME_STYLES.get(state(rule), 'yellow')}"
    if trouble.cause:
        _cause(paper, trouble, label, style, report)
        return
    if cause_of(rule) and told_whole(paper, trouble, report):
        return
    paper.title(f"{label}: {rule.id}", style=style)
    paper.line(rule.title, indent=2)
    _problems(paper, merged(rule.finding.problems if rule.finding else ()))
    paper.blank()
    for label_, text in _advice(rule):
        paper.field(label_, text, indent=2, limit=CHARACTERS_SHOWN)
    paper.command("again", rule.rerun, indent=2)


def label_of(trouble: Trouble) -> str:
    """Return the word that heads it."""
    word = LABELS[outcome(trouble.first)]
    if not trouble.advises:
        return word.upper()
    return "ADVICE" if word == "failed" else f"ADVICE ({word})"


def _cause(paper: Paper, trouble: Trouble, label: str, style: str, report: Report) -> None:
    """Tell a cause; one that the closing lines tell whole is not told twice."""
    if told_whole(paper, trouble, report):
        return
    number = counted(len(trouble.rules), "rule")
    paper.title(f"{label}: {number} kept from an answer by one cause", style=style)
    paper.text_block(trouble.cause, indent=2, most=CAUSE_LINES)
    paper.short(trouble.kept, indent=2, most=CAUSE_LINES // 2)


def _problems(paper: Paper, problems: list[Problem]) -> None:
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

"""A summary for a CI job, as GitHub's $GITHUB_STEP_SUMMARY takes it (at most 1 MiB)."""

from __future__ import annotations

from gonogo.reports.details import code, details, escape
from gonogo.reports.model import Report
from gonogo.reports.summary import LABELS, OUTCOMES, GateRow, gate_rows, grouped, reasons, total_row
from gonogo.reports.text import counted
from gonogo.reports.troubles import Trouble, beside, by_reason, troubles

ENTRIES_SHOWN = 200


def render(report: Report) -> str:
    """Return headline, reasons, table by gate, what to know beside the verdict, and folded problems."""
    parts = [
        [f"## {escape(report.headline)}"],
        _reasons(report),
        [f"> {escape(note)}" for note in report.notes],
        _table(report),
        _standings(report),
        *(details(trouble) for trouble in troubles(report)),
        _scope(report),
        [_subject(report)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _reasons(report: Report) -> list[str]:
    """One line a reason; a cause stands below with its rules, so that its first line does here."""
    whole = by_reason(report)
    said = [_reason(each, whole.get(each)) for each in reasons(report)]
    hidden = len(said) - ENTRIES_SHOWN
    more = [f"- and {hidden} more in verdict.json"] if hidden > 0 else []
    return [f"- {escape(each)}" for each in said[:ENTRIES_SHOWN]] + more


def _reason(text: str, trouble: Trouble | None) -> str:
    if trouble is None:
        return text
    first, _, more = trouble.cause.strip().partition("\n")
    return f"{first}{' …' * bool(more)} (keeps {counted(len(trouble.rules), 'rule')} from an answer)"


def _table(report: Report) -> list[str]:
    heads = ["gate", *(LABELS[name] for name in OUTCOMES), "examined", "seconds"]
    rows = [_cells(row) for row in [*gate_rows(report), total_row(report)]]
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return [f"| {' | '.join(cells)} |" for cells in [heads, rule, *rows]]


def _cells(row: GateRow) -> list[str]:
    counts = [str(row.counts[name]) if row.counts[name] else "-" for name in OUTCOMES]
    return [escape(row.gate), *counts, str(row.examined), f"{row.seconds:.1f}"]


def _standings(report: Report) -> list[str]:
    lines = []
    for standing in beside(report):
        lines.append(f"- **{standing.title}**: {len(standing.entries) or 'none'}")
        for why, rule_ids in grouped(standing.entries)[:ENTRIES_SHOWN]:
            lines.append(f"  - {', '.join(map(code, rule_ids))}{': ' if why else ''}{escape(why)}")
    return lines


def _scope(report: Report) -> list[str]:
    scope = report.scope
    lists = (("not promised", scope.not_promised), ("not possible here", scope.not_possible))
    lines = [f"**Scope**: {len(scope.selected)} of {scope.total} rules selected", ""]
    for label, pairs in lists:
        lines.append(f"- {label}: {len(pairs)}")
        lines += [f"  - {len(ids)}: {escape(why)}" for why, ids in grouped(pairs)[:ENTRIES_SHOWN]]
    return [*lines, f"- deselected: {len(scope.deselected)}"]


def _subject(report: Report) -> str:
    subject = report.subject
    release = f"version {subject.version or 'not said'}, revision {subject.revision or 'not said'}"
    images = "".join(f", image {digest}" for digest in subject.digests)
    when = f"run {report.run}, {report.started.isoformat(' ', 'seconds')}, {report.seconds:.1f} s"
    return escape(f"{report.service} on {report.target}: {release}{images}; {when}")

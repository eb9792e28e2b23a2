"""A summary for a CI job, as GitHub's $GITHUB_STEP_SUMMARY takes it (at most 1 MiB)."""

from __future__ import annotations

import html
import re

from reports.model import Report, RuleReport
from reports.summary import (
    LABELS,
    OUTCOMES,
    GateRow,
    gate_rows,
    grouped,
    outcome,
    reason,
    reasons,

    total_row,
)
from reports.text import block, clip, counted, visible
from reports.troubles import Trouble, beside, by_reason, merged, troubles

PROBLEMS_SHOWN = 5
ENTRIES_SHOWN = 200
CHARACTERS_SHOWN = 500
CAUSE_CHARACTERS_SHOWN = 4000
_SPECIAL = re.compile(r"[^\w ,.;:/()'\"%?=+-]|_|^[^a-zA-Z]")


def escape(text: str) -> str:
    """Return text that is neither Markdown nor HTML: each special character as a numeric reference."""
    shown = visible(clip(text, CHARACTERS_SHOWN)).strip()
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", shown)


def render(report: Report) -> str:
    """Return headline, reasons, table by gate, what to know beside the verdict, and folded problems."""
    parts = [
        [f"## {escape(report.headline)}"],
        _reasons(report),
        [f"> {escape(note)}" for note in report.notes],
        _table(report),
        _standings(report),
        *(_trouble(trouble) for trouble in troubles(report)),
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
            lines.append(f"  - {', '.join(map(_code, rule_ids))}{': ' if why else ''}{escape(why)}")
    return lines


def _trouble(trouble: Trouble) -> list[str]:
    """Each ``pre`` starts a block of its own: only there do empty lines of a text not end the HTML."""
    if trouble.cause:
        return ["\n\n".join(_cause(trouble))]
    rule = trouble.first
    summary = f"<b>{_label(trouble)}</b> {_code(rule.id)} {escape(rule.title)}"
    advice = [f"<pre>{html.escape(_fields(_advice(rule)))}</pre>"]
    parts = [f"<details><summary>{summary}</summary>", *_problems(rule), *advice, "</details>"]
    return ["\n\n".join(parts)]


def _cause(trouble: Trouble) -> list[str]:
    """One cause, whole, and in one line the rules that it keeps from an answer."""
    number = counted(len(trouble.rules), "rule")
    summary = f"<b>{_label(trouble)}</b> {number} kept from an answer by one cause"
    text = block(clip(trouble.cause, CAUSE_CHARACTERS_SHOWN))
    names = ", ".join(_code(rule.id) for rule in trouble.rules)
    return [
        f"<details open><summary>{summary}</summary>",
        f"<pre>{html.escape(text)}</pre>",
        f"<p>this keeps {number} from an answer: {names}</p>",
        "</details>",
    ]


def _label(trouble: Trouble) -> str:
    word = LABELS[outcome(trouble.first)]
    return "advice" if trouble.advises and word == "failed" else f"{word}{', advice' * trouble.advises}"


def _problems(rule: RuleReport) -> list[str]:
    problems = merged(rule.finding.problems if rule.finding else ())
    shown = [
        {"where": p.where, "expected": p.expected or "(empty)", "observed": p.observed or "(empty)"}
        for p in problems
    ]
    lines = [f"<pre>{html.escape(_fields(each))}</pre>" for each in shown[:PROBLEMS_SHOWN]]
    hidden = len(shown) - PROBLEMS_SHOWN
    return lines + ([f"<p>and {counted(hidden, 'more problem')} in verdict.json</p>"] if hidden > 0 else [])


def _advice(rule: RuleReport) -> dict[str, str]:
    return {
        "reason": reason(rule),
        "demoted": rule.demoted,
        "why": rule.why,
        "remedy": rule.remedy,
        "reference": rule.reference,
        "again": rule.rerun,
    }


def _fields(parts: dict[str, str]) -> str:
    lines = [f"{label + ':':<11}{_column(text)}" for label, text in parts.items() if text]
    return "\n".join(lines)


def _column(text: str) -> str:
    return block(clip(text, CHARACTERS_SHOWN)).replace("\n", "\n" + " " * 11)


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


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"

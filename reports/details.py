"""Markdown of what there is to act on, folded; nothing foreign is Markdown or HTML."""

from __future__ import annotations

import html
import re

from gonogo.reports.model import RuleReport
from gonogo.reports.summary import LABELS, outcome, reason
from gonogo.reports.text import block, clip, counted, visible
from gonogo.reports.troubles import Trouble, merged

PROBLEMS_SHOWN = 5
CHARACTERS_SHOWN = 500
CAUSE_CHARACTERS_SHOWN = 4000
_SPECIAL = re.compile(r"[^\w ,.;:/()'\"%?=+-]|_|^[^a-zA-Z]")


def escape(text: str) -> str:
    """Return text that is neither Markdown nor HTML: each special character as a numeric reference."""
    shown = visible(clip(text, CHARACTERS_SHOWN)).strip()
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", shown)


def code(text: str) -> str:
    """Return it as code."""
    return f"<code>{escape(text)}</code>"


def details(trouble: Trouble) -> list[str]:
    """Return a folded block.

    Each ``pre`` starts a block of its own: only there do empty lines of a text not end the HTML.
    """
    if trouble.cause:
        return ["\n\n".join(_cause(trouble))]
    rule = trouble.first
    summary = f"<b>{_label(trouble)}</b> {code(rule.id)} {escape(rule.title)}"
    advice = [f"<pre>{html.escape(_fields(_advice(rule)))}</pre>"]
    parts = [f"<details><summary>{summary}</summary>", *_problems(rule), *advice, "</details>"]
    return ["\n\n".join(parts)]


def _cause(trouble: Trouble) -> list[str]:
    """One cause, whole, and in one line the rules that it keeps from an answer."""
    number = counted(len(trouble.rules), "rule")
    summary = f"<b>{_label(trouble)}</b> {number} kept from an answer by one cause"
    text = block(clip(trouble.cause, CAUSE_CHARACTERS_SHOWN))
    names = ", ".join(code(rule.id) for rule in trouble.rules)
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

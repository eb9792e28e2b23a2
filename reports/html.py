"""One self-contained page: no script, no network; everything foreign is escaped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from reports import summary
from reports.exhibits import Exhibit, exhibits
from reports.jsonable import as_json
from reports.model import Report, RuleReport
from reports.text import block, clip, counted

CHARACTERS_SHOWN = 4000
PROBLEMS_OPEN = 5
PROBLEMS_SHOWN = 200
REASONS_SHOWN = 12
_URL = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:)])")


def render(report: Report) -> str:
    """Return the page. Its template is page.html.j2, beside this file."""
    troubled = summary.troubled(report)
    settled = [rule for rule in summary.selected_rules(report) if rule not in troubled]
    return _template().render(
        report=report,
        tone=report.verdict.decision.value.lower(),
        reasons=summary.reasons(report),
        standings=summary.standings(report),
        gates=[*summary.gate_rows(report), summary.total_row(report)],
        troubled=troubled,
        settled=settled,
        exhibits=exhibits(report),
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_helpers())
    return environment.get_template("page.html.j2")


def _helpers() -> dict[str, Any]:
    return {
        "outcome": summary.outcome,
        "reason_of": summary.reason,
        "grouped": summary.grouped,
        "counted": counted,
        "labels": summary.LABELS,
        "outcomes": summary.OUTCOMES,
        "anchor": anchor,
        "linked": linked,
        "evidence_of": evidence_of,
        "problems_open": PROBLEMS_OPEN,
        "problems_shown": PROBLEMS_SHOWN,
        "reasons_shown": REASONS_SHOWN,
    }


def _shown(value: Any) -> Any:
    """What every expression of the template goes through before it is escaped."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return block(clip(value, CHARACTERS_SHOWN))


def anchor(rule_id: str) -> str:
    """Return the fragment under which a rule stands in the page."""
    return re.sub(r"[^A-Za-z0-9-]+", "--", rule_id)


def linked(text: str) -> list[tuple[str, bool]]:
    """Cut a text into (piece, whether it is an http or https URL)."""
    return [(piece, number % 2 == 1) for number, piece in enumerate(_URL.split(text)) if piece]


def evidence_of(rule: RuleReport, drawn: tuple[Exhibit, ...]) -> list[tuple[str, str, Exhibit | str]]:
    """Return (name, kind, value) for each piece; kind is ``exhibit``, ``text`` or ``json``."""
    pieces = rule.finding.evidence.items() if rule.finding else ()
    return [(str(name), *_piece(rule.id, str(name), value, drawn)) for name, value in pieces]


def _piece(rule_id: str, name: str, value: Any, drawn: tuple[Exhibit, ...]) -> tuple[str, Exhibit | str]:
    exhibit = next((e for e in drawn if e.kind == name and rule_id in e.rules), None)
    if exhibit:
        return "exhibit", exhibit
    if value is None or isinstance(value, str | int | float):
        return "text", value if isinstance(value, str) else as_json(value)
    compact = as_json(value)
    return "json", compact if len(compact) <= 100 else as_json(value, indent=2)

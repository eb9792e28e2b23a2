"""One self-contained page: no network, one script of its own by its hash; everything foreign is escaped."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from gonogo.core.verdict import Decision
from gonogo.reports import summary
from gonogo.reports.exhibits import Exhibit, exhibits
from gonogo.reports.jsonable import as_json
from gonogo.reports.model import Report, RuleReport
from gonogo.reports.news import news
from gonogo.reports.text import block, clip, counted
from gonogo.reports.troubles import Trouble, beside, by_reason, merged, troubles

CHARACTERS_SHOWN = 4000
PROBLEMS_OPEN = 5
PROBLEMS_SHOWN = 200
REASONS_SHOWN = 12
REASON_CHARACTERS = 220
_URL = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:)])")


def render(report: Report) -> str:
    """Return the page. Its template is page.html.j2, beside this file."""
    found, troubled = troubles(report), summary.troubled(report)
    return _template().render(
        report=report,
        tone=report.verdict.decision.value.lower(),
        reasons=reason_lines(report),
        standings=beside(report),
        gates=[*summary.gate_rows(report), summary.total_row(report)],
        blocking=[trouble for trouble in found if not trouble.advises],
        advice=[trouble for trouble in found if trouble.advises],
        settled=[rule for rule in summary.selected_rules(report) if rule not in troubled],
        exhibits=exhibits(report),
        files=_files(report),
        news=news(report),
    )


def reason_lines(report: Report) -> list[tuple[str, str, str]]:
    """Return (fragment, linked words, the rest) of each reason, on one line; no link is an empty fragment."""
    causes, ids = by_reason(report), {rule.id for rule in summary.selected_rules(report)}
    return [_reason_line(each, causes.get(each), ids) for each in summary.reasons(report)]


def _reason_line(text: str, trouble: Trouble | None, ids: set[str]) -> tuple[str, str, str]:
    if trouble:
        first, kept = trouble.cause.strip().partition("\n")[0], counted(len(trouble.rules), "rule")
        return cause_anchor(trouble), f"{kept} kept from an answer:", f" {clip(first, REASON_CHARACTERS)}"
    rule_id, blank, rest = text.partition(" ")
    if rule_id in ids:
        return anchor(rule_id), rule_id, blank + clip(" ".join(rest.split()), REASON_CHARACTERS)
    return "", "", clip(" ".join(text.split()), REASON_CHARACTERS)


def cause_anchor(trouble: Trouble) -> str:
    """Return the fragment under which a cause stands: after the first rule that it keeps."""
    return f"cause-{anchor(trouble.first.id)}"


def _files(report: Report) -> list[tuple[str, str]]:
    """Return (path beside the page, name); evidence is kept where the verdict is not GO."""
    kept = [("evidence/", "evidence")] if report.verdict.decision is not Decision.GO else []
    return [*kept, ("junit.xml", "JUnit"), ("summary.md", "summary"), ("verdict.json", "verdict.json")]


def _bytecode() -> FileSystemBytecodeCache | None:
    """Keep the compiled template where Python keeps its own bytecode, as far as it may."""
    folder = Path(__file__).parent / "__pycache__"
    if sys.dont_write_bytecode or not os.access(folder, os.W_OK):
        return None
    return FileSystemBytecodeCache(str(folder))


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_bytecode(),
    )
    script = (Path(__file__).parent / "page.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment.globals.update(_helpers(), script=Markup(script), script_digest=digest)  # noqa: S704 - our file
    return environment.get_template("page.html.j2")


def _helpers() -> dict[str, Any]:
    return {
        "state": summary.state,
        "outcome": summary.outcome,
        "merged": merged,
        "cause_anchor": cause_anchor,
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
    exhibit = next((e for e in drawn if e.name == name and rule_id in e.rules), None)
    if exhibit:
        return "exhibit", exhibit
    if value is None or isinstance(value, str | int | float):
        return "text", value if isinstance(value, str) else as_json(value)
    compact = as_json(value)
    return "json", compact if len(compact) <= 100 else as_json(value, indent=2)

"""verdict.json: the interface for programs, complete and unclipped."""

from __future__ import annotations

import datetime as dt
from typing import Any

from gonogo.core.scope import Scope
from gonogo.reports.begin import SCHEMA_VERSION, unfinished
from gonogo.reports.jsonable import as_json
from gonogo.reports.model import Report, RuleReport, Subject
from gonogo.reports.news import news
from gonogo.reports.summary import outcome, reason, selected_rules
from gonogo.reports.troubles import troubles

__all__ = ["render", "unfinished"]


def render(report: Report) -> str:
    """Return the report as JSON in pure ASCII, keys in the order in which people read it."""
    return as_json(_document(report), indent=2) + "\n"


def _document(report: Report) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "verdict": report.verdict.decision.value,
        "headline": report.headline,
        "reasons": report.verdict.reasons,
        "run": report.run,
        "service": report.service,
        "target": report.target,
        "subject": _subject(report.subject),
        "started": report.started.astimezone(dt.UTC).isoformat(),
        "seconds": round(report.seconds, 3),
        "scope": _scope(report.scope),
        "scope_reasons": dict(report.scope.not_promised + report.scope.not_possible),
        "notes": report.notes,
        "causes": [
            {"cause": trouble.cause, "rules": [rule.id for rule in trouble.rules]}
            for trouble in troubles(report)
            if trouble.cause
        ],
        "news": news(report),
        "rules": [_rule(rule) for rule in selected_rules(report)],
    }


def _subject(subject: Subject) -> dict[str, Any]:
    return {
        "images": subject.digests,
        "revision": subject.revision,
        "version": subject.version,
        "configuration": subject.configuration,
    }


def _scope(scope: Scope) -> dict[str, Any]:
    return {
        "selected": scope.selected,
        "not_promised": [rule_id for rule_id, _ in scope.not_promised],
        "not_possible": [rule_id for rule_id, _ in scope.not_possible],
        "deselected": scope.deselected,
    }


def _rule(rule: RuleReport) -> dict[str, Any]:
    finding = rule.finding
    return {
        "id": rule.id,
        "gate": rule.gate,
        "severity": rule.severity.value,
        "demoted": rule.demoted,
        "outcome": outcome(rule),
        "reason": reason(rule),
        "cause": finding.cause if finding else "",
        "examined": finding.examined if finding else 0,
        "problems": finding.problems if finding else (),
        "evidence": finding.evidence if finding else {},
        "proven_by": rule.proven_by,
    }

"""CTRF for dashboards of tests: one test a rule and one for the verdict; red wherever the verdict is not GO.

Source: Common Test Report Format, ctrf.io/docs/specification. What could not be established has failed
there: a reader of counts would take *other* or *skipped* for good.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from gonogo import __version__
from gonogo.core.verdict import Decision
from gonogo.reports.jsonable import as_json, jsonable
from gonogo.reports.model import Report, RuleReport
from gonogo.reports.summary import ADVISED, outcome, reason, reasons, selected_rules, state
from gonogo.reports.text import all_visible

_GOOD = ("passed", "waived", ADVISED)


def render(report: Report) -> str:
    """Return the report as one document."""
    started = int(report.started.astimezone(dt.UTC).timestamp() * 1000)
    tests = [_verdict(report), *(_test(rule) for rule in selected_rules(report))]
    failed = sum(test["status"] == "failed" for test in tests)
    summary = {
        "tests": len(tests),
        "passed": len(tests) - failed,
        "failed": failed,
        "pending": 0,
        "skipped": 0,
        "other": 0,
        "start": started,
        "stop": started + round(report.seconds * 1000),
    }
    results = {
        "tool": {"name": "gonogo", "version": __version__},
        "summary": summary,
        "tests": tests,
        "environment": {"appName": report.service, "commit": report.subject.revision},
        "extra": {"verdict": report.verdict.decision.value, "run": report.run, "target": report.target},
    }
    document = {"reportFormat": "CTRF", "specVersion": "0.0.0", "results": results}
    return as_json(all_visible(jsonable(document)), indent=1) + "\n"


def _verdict(report: Report) -> dict[str, Any]:
    good = report.verdict.decision is Decision.GO
    made = {"name": "verdict", "status": "passed" if good else "failed", "duration": 0}
    return made | {"message": "; ".join([report.headline, *(() if good else reasons(report))])}


def _test(rule: RuleReport) -> dict[str, Any]:
    finding = rule.finding
    return {
        "name": rule.id,
        "status": "passed" if state(rule) in _GOOD else "failed",
        "duration": round(finding.seconds * 1000) if finding else 0,
        "suite": [rule.gate],
        "message": reason(rule),
        "rawStatus": outcome(rule),
        "extra": {"severity": rule.severity.value, "examined": finding.examined if finding else 0},
    }

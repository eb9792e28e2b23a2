"""SARIF 2.1.0 for code hosts: a result a rule, with a place where a file is at fault.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0, sections 3.20 (invocation), 3.27 (result: its
kind and level) and 3.35 (suppression). What could not be established is *open*, and the invocation failed.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from gonogo import __version__
from gonogo.core.finding import Problem, Severity
from gonogo.core.verdict import Decision
from gonogo.reports.jsonable import as_json, jsonable
from gonogo.reports.model import Report, RuleReport
from gonogo.reports.summary import outcome, reason, reasons, selected_rules
from gonogo.reports.text import all_visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ENDINGS = "py|pyi|js|ts|go|java|rb|sh|sql|ya?ml|toml|json|cfg|conf|ini|env|lock|in|txt|xml|html"
_FILE = re.compile(rf"(?P<path>(?:[\w.-]+/)*(?:[\w.-]+\.(?:{_ENDINGS})|Dockerfile)):(?P<line>[1-9]\d*)\b")
_LEVELS = {Severity.BLOCKER: "error", Severity.ADVISORY: "warning"}


def render(report: Report) -> str:
    """Return one run of one tool."""
    rules = selected_rules(report)
    results = [result for place, rule in enumerate(rules) for result in _results(rule, place)]
    run = {
        "tool": {"driver": _driver(rules)},
        "invocations": [_invocation(report)],
        "results": results,
        "properties": {"verdict": report.verdict.decision.value, "run": report.run, "target": report.target},
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return as_json(all_visible(jsonable(document)), indent=1) + "\n"


def _driver(rules: tuple[RuleReport, ...]) -> dict[str, Any]:
    return {"name": "gonogo", "semanticVersion": __version__, "rules": [_described(rule) for rule in rules]}


def _described(rule: RuleReport) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.remedy} Reference: {rule.reference}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"gate": rule.gate, "proven_by": rule.proven_by},
    }


def _invocation(report: Report) -> dict[str, Any]:
    decision = report.verdict.decision
    started = report.started.astimezone(dt.UTC)
    told = [] if decision is Decision.GO else reasons(report)
    return {
        "executionSuccessful": decision is not Decision.HOLD,
        "exitCode": decision.exit_code,
        "startTimeUtc": _stamp(started),
        "endTimeUtc": _stamp(started + dt.timedelta(seconds=report.seconds)),
        "toolExecutionNotifications": [{"level": "error", "message": {"text": one}} for one in told],
    }


def _stamp(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _results(rule: RuleReport, place: int) -> list[dict[str, Any]]:
    """Return a result for each problem; one that says how it went where there is none."""
    problems = rule.finding.problems if rule.finding else ()
    if outcome(rule) not in ("failed", "waived") or not problems:
        kind = "pass" if outcome(rule) == "passed" else "open"
        return [_result(rule, place, kind, "none", reason(rule) or outcome(rule))]
    made = [_result(rule, place, "fail", _LEVELS[rule.severity], _said(p)) | _at(p) for p in problems]
    if outcome(rule) == "waived":
        accepted = {"kind": "external", "status": "accepted", "justification": reason(rule)}
        made = [one | {"suppressions": [accepted]} for one in made]
    return made


def _result(rule: RuleReport, place: int, kind: str, level: str, said: str) -> dict[str, Any]:
    facts = {"outcome": outcome(rule), "examined": rule.finding.examined if rule.finding else 0}
    made = {"ruleId": rule.id, "ruleIndex": place, "kind": kind, "level": level, "message": {"text": said}}
    return made | {"properties": facts}


def _said(problem: Problem) -> str:
    return f"{problem.where}: expected {problem.expected}, observed {problem.observed}"


def _at(problem: Problem) -> dict[str, Any]:
    """Return where: a line of a file, or what the problem names."""
    found = _FILE.search(problem.where)
    if found is None:
        return {"locations": [{"logicalLocations": [{"fullyQualifiedName": problem.where}]}]}
    region = {"startLine": int(found["line"])}
    physical = {"artifactLocation": {"uri": found["path"]}, "region": region}
    return {"locations": [{"physicalLocation": physical}]}

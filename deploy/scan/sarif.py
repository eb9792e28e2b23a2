"""scan.sarif: every tool's findings in one SARIF 2.1.0 document, a run for each, for a code host."""

from __future__ import annotations

import re
from typing import Any

from deploy.scan.judge import Judged, Verdict
from deploy.scan.model import Broken, Looked, NotPossible, State
from deploy.scan.scan_json import Scan

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_STATES = {State.NEW: "new", State.KNOWN: "unchanged"}


def render(scan: Scan) -> dict[str, Any]:
    """Return the document. A tool that did not look has a run that was not successful, and says why."""
    runs = [_run(outcome, scan.verdict) for outcome in scan.outcomes if not isinstance(outcome, NotPossible)]
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": runs}


def _run(outcome: Looked | Broken, verdict: Verdict) -> dict[str, Any]:
    if isinstance(outcome, Broken):
        return _of(outcome.tool, "", (), (outcome.why,))
    found = tuple(one for one in verdict.findings if one.finding.tool == outcome.tool)
    return _of(outcome.tool, outcome.version, found, verdict.doubts[outcome.tool])


def _of(tool: str, version: str, found: tuple[Judged, ...], doubts: tuple[str, ...]) -> dict[str, Any]:
    rules = sorted({one.finding.rule for one in found})
    driver: dict[str, Any] = {"name": tool, "rules": [{"id": rule} for rule in rules]}
    if version:
        driver["version"] = version
    notes = [{"level": "error", "message": {"text": said}} for said in doubts]
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"scan/{tool}/"},
        "invocations": [{"executionSuccessful": not doubts, "toolExecutionNotifications": notes}],
        "results": [_result(one, rules) for one in found],
    }


def _result(one: Judged, rules: list[str]) -> dict[str, Any]:
    found = one.finding
    made: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": rules.index(found.rule),
        "level": found.level.value,
        "message": {"text": found.message},
        "locations": [_location(found.place, found.line)],
        "partialFingerprints": {"gonogo/v1": found.fingerprint},
    }
    if one.state in _STATES:
        made["baselineState"] = _STATES[one.state]
    if one.waiver:
        made["suppressions"] = [
            {
                "kind": "external",
                "status": "accepted",
                "justification": f"{one.waiver.reason} ({one.waiver.owner})",
            }
        ]
    return made


def _location(place: str, line: int) -> dict[str, Any]:
    if not re.fullmatch(r"[\w./+-]+", place):
        return {"logicalLocations": [{"fullyQualifiedName": place}]}
    physical: dict[str, Any] = {"artifactLocation": {"uri": place}}
    if line:
        physical["region"] = {"startLine": line}
    return {"physicalLocation": physical}

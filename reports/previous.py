"""What became of the rules in the run before, so that a report can say what is new."""

from __future__ import annotations

import json
from pathlib import Path

from gonogo.reports.model import Previous, Report
from gonogo.reports.summary import outcome, selected_rules

NAME = "previous.json"
_BAD = ("failed", "error", "inconclusive", "missing")


def read(directory: Path, service: str, target: str) -> Previous | None:
    """Return the last run of this service on this target that ended here; None where none is readable."""
    try:
        kept = json.loads((directory / NAME).read_text(encoding="utf-8"))
        if (kept["service"], kept["target"]) != (service, target):
            return None
        outcomes = {str(rule): str(was) for rule, was in kept["outcomes"].items()}
        return Previous(str(kept["run"]), str(kept["verdict"]), str(kept["started"]), outcomes)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def document(report: Report) -> str:
    """Return what the next run has to know of this one."""
    kept = {
        "run": report.run,
        "service": report.service,
        "target": report.target,
        "verdict": report.verdict.decision.value,
        "started": report.started.isoformat(" ", "seconds"),
        "outcomes": {rule.id: outcome(rule) for rule in selected_rules(report)},
    }
    return json.dumps(kept, indent=1) + "\n"


def news(report: Report) -> dict[str, list[str]]:
    """Return the rules that went bad, that are good again, and that the run before did not look at."""
    if report.previous is None:
        return {}
    now = {rule.id: outcome(rule) for rule in selected_rules(report)}
    before = report.previous.outcomes
    worse = [i for i, is_now in now.items() if is_now in _BAD and before.get(i, "passed") not in _BAD]
    better = [i for i, is_now in now.items() if is_now not in _BAD and before.get(i) in _BAD]
    added = [i for i in now if i not in before and i not in worse]
    gone = [i for i, was in before.items() if i not in now and was in _BAD]
    said = {"new problems": worse, "good again": better, "looked at for the first time": added}
    said |= {"was not good, and was not looked at now": gone}
    return {label: ids for label, ids in said.items() if ids}

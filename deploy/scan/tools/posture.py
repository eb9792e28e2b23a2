"""The black-box posture: what the security gate of the last verification said of a running release."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from deploy.scan.image import identity
from deploy.scan.model import Canary, Coverage, Data, Finding, Level, Looked, NotPossibleError
from deploy.scan.scores import Score, references, scores
from deploy.scan.work import Work
from gonogo import __version__

GATE = "security"
GOOD_DAYS = 1.0
_ANSWERED = ("passed", "failed", "waived")


def scan(work: Work) -> Looked:
    """Read the verdict; NotPossibleError where it is none, old, or about something else."""
    said = read(work.verdict, work.now)
    of_another_image(said, work.image)
    rules = [one for one in said["rules"] if one["gate"] == GATE]
    proven = sum(bool(one["proven_by"]) for one in rules)
    missed = tuple(one["id"] for one in rules if one["outcome"] not in _ANSWERED)
    return Looked(
        tool="posture",
        version=__version__,
        canaries=(
            Canary(
                f"seeded defects, one or more for each of {len(rules)} rules ({proven} have one)",
                proven == len(rules),
            ),
        ),
        coverage=Coverage(
            "rules of the security gate", len(rules), len(rules) - len(missed), missed, left_out(said)
        ),
        data=Data(f"the verdict on {said['target']}", _started(said), GOOD_DAYS),
        native=work.keep("posture.json", said | {"rules": rules}),
        findings=findings(rules),
    )


def read(path: Path, now: dt.datetime) -> dict[str, Any]:
    """Read a verdict that is good for something; NotPossibleError where it is not."""
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        age = (now - _started(said)) / dt.timedelta(days=1)
        rules = [one for one in said["rules"] if one["gate"] == GATE]
    except (OSError, ValueError, KeyError, TypeError):
        raise NotPossibleError("there is no verdict on a running release: `make verify` gives one") from None
    if not rules:
        raise NotPossibleError("the last verdict has no rule of the security gate: `make verify` gives one")
    if age > GOOD_DAYS:
        raise NotPossibleError(f"the last verdict is {age:.1f} days old: `make verify` gives a new one")
    return said


def scored(root: Path, verdict: Path) -> tuple[Score, ...]:
    """Score the chapters that the rules refer to, of every gate, by a verdict that was read before."""
    rules = json.loads(verdict.read_text(encoding="utf-8"))["rules"]
    return tuple(scores(references(root), {one["id"]: one["outcome"] for one in rules}))


def left_out(said: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the gate's rules that the verification did not select, and why in a word."""
    return tuple(
        (one, kind.replace("_", " "))
        for kind in ("not_promised", "not_possible", "deselected")
        for one in said["scope"][kind]
        if one.startswith(f"{GATE}/")
    )


def of_another_image(said: dict[str, Any], reference: str) -> None:
    """Raise NotPossibleError where the verdict is on images, and this one is none of them."""
    ran = said["subject"]["images"]
    if ran and reference and identity(reference) not in ran:
        raise NotPossibleError(f"the last verdict is not on {reference}: `make verify` gives one")


def _started(said: dict[str, Any]) -> dt.datetime:
    return dt.datetime.fromisoformat(str(said["started"]))


def findings(rules: list[dict[str, Any]]) -> tuple[Finding, ...]:
    """Return each problem of a rule that failed. What the contract demoted advises, as in the gate."""
    return tuple(
        Finding(
            tool="posture",
            rule=one["id"],
            place=problem["where"],
            line=0,
            level=Level.ERROR if one["severity"] == "blocker" and not one["demoted"] else Level.NOTE,
            message=f"expected {problem['expected']}, observed {problem['observed']}",
            content=problem["where"],
        )
        for one in rules
        if one["outcome"] == "failed"
        for problem in one["problems"]
    )

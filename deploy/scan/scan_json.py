"""scan.json: the whole scan for programs, and the baseline of the release after this one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from deploy.scan.baseline import SCHEMA
from deploy.scan.image import Image
from deploy.scan.judge import Decision, Judged, Verdict
from deploy.scan.model import Broken, Looked, NotPossible, Outcome
from deploy.scan.scores import Score

UNFINISHED = "it did not finish"


@dataclass(frozen=True)
class Scan:
    """One scan: when, of what, beside which baseline, what each tool did, and what that makes."""

    started: dt.datetime
    seconds: float
    revision: str
    image: Image | None
    baseline: str
    required: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    verdict: Verdict
    scores: tuple[Score, ...] = ()


def unfinished(started: dt.datetime) -> dict[str, Any]:
    """Return what lies there while a scan runs, and stays where it is killed."""
    return _head(started, 0.0, Decision.HOLD, (UNFINISHED,)) | {
        "headline": Decision.HOLD.value,
        "revision": "",
        "image": None,
        "baseline": "",
        **{name: [] for name in ("required", "tools", "not_possible", "findings", "waivers_idle", "scores")},
    }


def render(scan: Scan) -> dict[str, Any]:
    """Return the document."""
    verdict = scan.verdict
    looked = sum(isinstance(one, Looked) for one in scan.outcomes)
    return _head(scan.started, scan.seconds, verdict.decision, verdict.reasons) | {
        "headline": f"{verdict.decision.value}, {looked} of {len(scan.outcomes)} tools",
        "revision": scan.revision,
        "image": {"reference": scan.image.reference, "id": scan.image.id} if scan.image else None,
        "baseline": scan.baseline,
        "required": list(scan.required),
        "tools": [_tool(o, scan) for o in scan.outcomes if not isinstance(o, NotPossible)],
        "not_possible": [{"tool": o.tool, "why": o.why} for o in scan.outcomes if isinstance(o, NotPossible)],
        "findings": [finding(one) for one in verdict.findings],
        "waivers_idle": [one.model_dump(mode="json") for one in verdict.idle],
        "scores": [_score(one) for one in scan.scores],
    }


def _head(
    started: dt.datetime, seconds: float, decision: Decision, reasons: tuple[str, ...]
) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA,
        "verdict": decision.value,
        "reasons": list(reasons),
        "started": started.isoformat(),
        "seconds": seconds,
    }


def _tool(outcome: Looked | Broken, scan: Scan) -> dict[str, Any]:
    if isinstance(outcome, Broken):
        return {"tool": outcome.tool, "outcome": "error", "doubts": [outcome.why]}
    doubts = scan.verdict.doubts[outcome.tool]
    covered, data = outcome.coverage, outcome.data
    return {
        "tool": outcome.tool,
        "outcome": "inconclusive" if doubts else "conclusive",
        "doubts": list(doubts),
        "version": outcome.version,
        "canaries": [{"planted": one.planted, "reported": one.reported} for one in outcome.canaries],
        "covered": {
            "unit": covered.unit,
            "exist": covered.exist,
            "scanned": covered.scanned,
            "missed": list(covered.missed),
            "left_out": [{"what": what, "why": why} for what, why in covered.left_out],
        },
        "data": {
            "what": data.what,
            "newest": data.newest.isoformat() if data.newest else None,
            "age_days": _rounded(data.age_days(scan.started)),
            "good_days": data.good_days,
        },
        "native": outcome.native,
        "findings": len(outcome.findings),
        "seconds": outcome.seconds,
    }


def _score(one: Score) -> dict[str, Any]:
    """Return a chapter's score, in percent of what was examined; None where nothing was."""
    return {
        "standard": one.standard,
        "chapter": one.chapter,
        "title": one.title,
        "rules": one.rules,
        "examined": one.examined,
        "passed": one.passed,
        "score": round(100 * one.passed / one.examined, 1) if one.examined else None,
    }


def _rounded(age: float | None) -> float | None:
    return None if age is None else round(max(age, 0.0), 2)


def finding(one: Judged) -> dict[str, Any]:
    """Return one finding as it was judged."""
    found = one.finding
    return {
        "tool": found.tool,
        "rule": found.rule,
        "place": found.place,
        "line": found.line,
        "level": found.level.value,
        "message": found.message,
        "fingerprint": found.fingerprint,
        "state": one.state.value,
        "blocks": bool(one.refused),
        "why": one.refused,
        "waiver": one.waiver.model_dump(mode="json") if one.waiver else None,
    }

"""Fake verdicts, as verdict.json holds them."""

from __future__ import annotations

from typing import Any


def rule(rule_id: str, outcome: str, said: str = "", reason: str = "") -> dict[str, Any]:
    problems = [{"where": "somewhere", "expected": "good", "observed": said}] if outcome == "failed" else []
    return {"id": rule_id, "outcome": outcome, "problems": problems, "reason": reason}


def verdict(*rules: dict[str, Any], decision: str = "NO-GO", reasons: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"verdict": decision, "reasons": list(reasons), "rules": list(rules)}

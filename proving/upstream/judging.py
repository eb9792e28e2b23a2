"""What verdicts say of a pair. Pure: it reads verdicts, it runs nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gonogo.core.judge import OUTLIVES
from proving.judge import Judged, Outcome, did_not_come_up, first_problem
from proving.upstream.entries import Pair


@dataclass(frozen=True)
class Said:
    """What the gate said of one release: blockers that failed, advice, and why it is not GO.

    ``gone``: rules that failed since the release had ended itself once they had asked, and for nothing else.
    """

    version: str
    verdict: str
    failed: tuple[str, ...] = ()
    advised: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def said(version: str, verdict: Mapping[str, Any] | None, nothing: str = "") -> Said:
    """Read a verdict; *none*, and the reason, where a run left none."""
    if verdict is None:
        return Said(version, "none", why=(nothing or "the run left no verdict",))
    rules = verdict["rules"]
    told = tuple(_told(rule) for rule in rules if rule["outcome"] not in ("passed", "waived"))
    failed, advised = (
        tuple(rule["id"] for rule in rules if rule["outcome"] == "failed" and _blocks(rule) is blocks)
        for blocks in (True, False)
    )
    reasons = () if verdict["verdict"] == "GO" else told or tuple(verdict.get("reasons", ()))
    gone = tuple(rule["id"] for rule in rules if rule["outcome"] == "failed" and _is_gone(rule))
    return Said(version, verdict["verdict"], failed, advised, reasons, gone)


def judge(pair: Pair, verdict: Mapping[str, Any] | None, nothing: str = "") -> Judged:
    """Judge the gate by what it said of the bad release.

    Caught: each expected rule failed, and no other blocker did that is not collateral. A rule that there is
    not, or that the contract has no promise for, is *missed*, whatever refused the release in its place.
    """
    if verdict is None:
        return Judged(Outcome.ERROR, reason=nothing or "the run left no verdict")
    rules = {rule["id"]: rule for rule in verdict["rules"]}
    failed = tuple(name for name, rule in rules.items() if rule["outcome"] == "failed")
    if did_not_come_up(verdict):
        return Judged(Outcome.ERROR, failed, f"the release did not come up: {first_problem(verdict)}")
    blocked = tuple(name for name in failed if _blocks(rules[name]))
    silent = [name for name in pair.expected if name not in failed]
    if silent:
        return _not_refused(silent, rules, failed, blocked)
    strangers = sorted(set(blocked) - set(pair.expected) - set(pair.collateral))
    if strangers:
        return Judged(Outcome.MISATTRIBUTED, failed, f"it is refused by {', '.join(strangers)} as well")
    return Judged(Outcome.CAUGHT, failed)


def told_apart(pair: Pair, judged: Judged, bad: Said, good: Iterable[Said]) -> Judged:
    """Return the judgement in the light of the mended releases: a rule that refuses one saw another fault.

    One that ends itself when it is asked, as the bad one does not, is told apart by that.
    """
    for one in good:
        refused = set(one.failed + one.advised) - (set(one.gone) - set(bad.gone))
        same = [name for name in pair.expected if name in refused]
        if judged.outcome is Outcome.CAUGHT and same:
            why = f"{', '.join(same)} refuses {one.version} as well, and does not tell them apart"
            return Judged(Outcome.MISATTRIBUTED, judged.refused_by, why)
    return judged


def _not_refused(
    silent: list[str], rules: Mapping[str, Any], failed: tuple[str, ...], blocked: tuple[str, ...]
) -> Judged:
    outcomes = {name: _outcome(rules.get(name)) for name in silent}
    why = "; ".join(f"{name} is {outcome}" for name, outcome in outcomes.items())
    if "error" in outcomes.values():
        return Judged(Outcome.ERROR, failed, why)
    instead = f", while it is refused by {', '.join(blocked)}" if blocked else ""
    looked = all(name in rules for name in silent)
    return Judged(Outcome.MISATTRIBUTED if blocked and looked else Outcome.MISSED, failed, why + instead)


def _outcome(rule: Mapping[str, Any] | None) -> str:
    if rule is None:
        return "no rule that was selected"
    reason = rule.get("reason") if rule["outcome"] == "inconclusive" else ""
    return f"{rule['outcome']} ({reason})" if reason else str(rule["outcome"])


def _is_gone(rule: Mapping[str, Any]) -> bool:
    return {problem["expected"] for problem in rule["problems"]} == {OUTLIVES}


def _blocks(rule: Mapping[str, Any]) -> bool:
    return bool(rule["severity"] == "blocker")


def _told(rule: Mapping[str, Any]) -> str:
    """Say in one line what became of a rule, with its first problem or reason."""
    problem = next(iter(rule["problems"]), None)
    why = f"{problem['where']}: expected {problem['expected']}, got {problem['observed']}" if problem else ""
    return f"{rule['id']} {rule['outcome']}: {why or rule.get('cause') or rule.get('reason', '')}"[:400]

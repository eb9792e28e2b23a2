"""Whether a verdict refuses a defect for the right reason. Pure: it reads verdicts, it runs nothing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from proving.scope import sums_up
from proving.seed import Defect

_NOT_REACHED = "not reached: "
"""How the gate begins to tell why a rule did not look in a run that was ended."""


class Outcome(Enum):
    """What became of a defect. The order of definition is the order of badness, worst last."""

    CAUGHT = "caught"
    MISATTRIBUTED = "misattributed"
    MISSED = "missed"
    ERROR = "error"


@dataclass(frozen=True)
class Judged:
    """One run of one defect. ``refused_by`` holds every rule that failed; ``reason`` says why not caught."""

    outcome: Outcome
    refused_by: tuple[str, ...] = ()
    reason: str = ""


def judge(
    declared: Defect, fact: str, verdict: Mapping[str, Any] | None, unknown: Collection[str] = ()
) -> Judged:
    """Judge one run by its verdict.json; None is a run that left none.

    Where it names no rule, or one that nobody has written (``unknown``), it is missed, whatever refused it.

    Caught: every expected rule failed, nothing failed that is neither expected nor collateral, and a problem
    of an expected rule names the fact. What only sums up the others' failures is no stranger. A release that
    did not come up shows nothing of its defect.
    """
    if verdict is None:
        return Judged(Outcome.ERROR, reason="the run left no verdict")
    outcomes = {rule["id"]: rule["outcome"] for rule in verdict["rules"]}
    failed = tuple(rule_id for rule_id, outcome in outcomes.items() if outcome == "failed")
    if did_not_come_up(verdict):
        return Judged(Outcome.ERROR, failed, f"the release did not come up: {first_problem(verdict)}")
    if unknown or not declared.expected:
        return Judged(Outcome.MISSED, failed, _nobody(unknown, failed))
    silent = [rule_id for rule_id in declared.expected if rule_id not in failed]
    if silent:
        return _not_refused(silent, outcomes, failed, verdict)
    return _refused(declared, fact, failed, verdict)


def _refused(declared: Defect, fact: str, failed: tuple[str, ...], verdict: Mapping[str, Any]) -> Judged:
    known = {*declared.expected, *declared.collateral}
    strangers = sorted(rule for rule in failed if rule not in known and not sums_up([rule]))
    if strangers:
        return Judged(Outcome.MISATTRIBUTED, failed, f"it is refused by {', '.join(strangers)} as well")
    if not _named(fact, declared.expected, verdict):
        return Judged(Outcome.MISATTRIBUTED, failed, f"no problem of an expected rule names {fact!r}")
    return Judged(Outcome.CAUGHT, failed)


def did_not_come_up(verdict: Mapping[str, Any]) -> bool:
    """Whether all that failed did so for one cause, or several with one problem: there was nothing to see."""
    failed = [rule for rule in verdict["rules"] if rule["outcome"] == "failed"]
    causes, said = ({rule.get("cause", "") for rule in failed}, [json.dumps(r["problems"]) for r in failed])
    return (len(causes) == 1 and causes != {""}) or (len(said) > 1 and len(set(said)) == 1)


def worst(judged: Iterable[Judged]) -> Judged:
    """Return the worst of several runs: they have to agree on *caught*."""
    return max(judged, key=lambda one: list(Outcome).index(one.outcome))


def flagged_by(verdict: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return the rules that failed."""
    rules = verdict["rules"] if verdict else ()
    return tuple(rule["id"] for rule in rules if rule["outcome"] == "failed")


def _not_refused(
    silent: list[str], outcomes: Mapping[str, str], failed: tuple[str, ...], verdict: Mapping[str, Any]
) -> Judged:
    """Tell a rule that could not look from one that looked and saw nothing, and that from another's catch."""
    said = "; ".join(f"{rule_id} is {outcomes.get(rule_id, 'not selected')}" for rule_id in silent)
    if any(outcomes.get(rule_id) in (None, "error") for rule_id in silent) or _cut_short(silent, verdict):
        return Judged(Outcome.ERROR, failed, f"{said}: {_first_reason(silent, verdict)}")
    if failed:
        return Judged(Outcome.MISATTRIBUTED, failed, f"{said}, while {', '.join(failed)} failed")
    return Judged(Outcome.MISSED, failed, said)


def _nobody(unknown: Collection[str], failed: tuple[str, ...]) -> str:
    lacking = f"there is no rule {', '.join(sorted(unknown))}" if unknown else "it names no rule"
    return f"{lacking}; it is refused by {', '.join(failed) or 'none'}"


def first_problem(verdict: Mapping[str, Any]) -> str:
    """Return what was observed where the first problem is."""
    return next(str(rule["problems"][0]["observed"]) for rule in verdict["rules"] if rule["problems"])


def _cut_short(silent: list[str], verdict: Mapping[str, Any]) -> bool:
    """Whether the run was ended before one of them could look: others may have failed until then."""
    reasons = [str(rule.get("reason") or "") for rule in verdict["rules"] if rule["id"] in silent]
    return any(reason.startswith(_NOT_REACHED) for reason in reasons)


def _first_reason(silent: list[str], verdict: Mapping[str, Any]) -> str:
    reasons = [rule.get("reason") for rule in verdict["rules"] if rule["id"] in silent]
    return next(filter(None, [*reasons, *verdict.get("reasons", [])]), "no reason was given")


def _named(fact: str, expected: tuple[str, ...], verdict: Mapping[str, Any]) -> bool:
    problems = [rule["problems"] for rule in verdict["rules"] if rule["id"] in expected]
    said = json.dumps(problems, ensure_ascii=False).casefold()
    return bool(fact) and json.dumps(fact, ensure_ascii=False)[1:-1].casefold() in said

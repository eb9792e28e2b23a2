"""Apply a rule to an observation: from a judgement to a finding."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from gonogo.contract.model import Contract
from gonogo.core.finding import Finding, Outcome, Problem
from gonogo.core.rule import Rule

OUTLIVES = "it goes on, for the next client"
"""What a release is expected to do that is gone since the messages of a rule."""


def judge(rule: Rule, observation: Any, contract: Contract) -> Finding:
    """Judge once. A rule that raises is an error of its own, never a pass."""
    try:
        said = rule.judge(observation, contract)
    except RecursionError:
        reason = "an answer is nested more deeply than its readers follow (RFC 8259, 9): it says nothing"
        return Finding(rule.id, Outcome.INCONCLUSIVE, 0, (), reason, {})
    except Exception as broken:  # noqa: BLE001 - a rule's bug must become a finding, not a lost test
        return could_not_look(rule, f"the rule itself broke: {type(broken).__name__}: {broken}")
    if said.problems:
        return Finding(rule.id, Outcome.FAILED, max(said.examined, 1), said.problems, "", said.evidence)
    if said.examined <= 0:
        reason = said.reason or "nothing was examined"
        return Finding(rule.id, Outcome.INCONCLUSIVE, 0, (), reason, said.evidence)
    return Finding(rule.id, Outcome.PASSED, said.examined, (), "", said.evidence)


def could_not_look(rule: Rule, reason: str, cause: str = "") -> Finding:
    """Return the finding of a rule that broke, or, with its cause, of one that had nothing to judge."""
    return Finding(rule.id, Outcome.ERROR, 0, (), reason, cause=cause)


def did_not_come_up(rule: Rule, observed: str) -> Finding:
    """Return the finding of a rule on a release that we started and that never got ready."""
    problem = Problem("the release's start", "it comes up and answers", observed)
    return Finding(rule.id, Outcome.FAILED, 1, (problem,), cause=observed)


def did_not_outlive(finding: Finding, observed: str) -> Finding:
    """Return the finding of a rule on a release that we started, and that is gone since its messages."""
    problem = Problem("the release, once the messages were sent", OUTLIVES, observed)
    return replace(
        finding, outcome=Outcome.FAILED, examined=max(finding.examined, 1), problems=(problem,), reason=""
    )


def waive(finding: Finding, contract: Contract, today: dt.date) -> Finding:
    """Apply the contract's waiver to what a rule found; never to a cause, nor after its expiry."""
    waiver = contract.waiver_for(finding.rule)
    if finding.outcome is not Outcome.FAILED or finding.cause or waiver is None:
        return finding
    if waiver.expires < today:
        return replace(finding, reason=f"its waiver by {waiver.owner} expired on {waiver.expires}")
    said = f"waived by {waiver.owner} until {waiver.expires}: {waiver.reason}"
    return replace(finding, outcome=Outcome.WAIVED, reason=said)

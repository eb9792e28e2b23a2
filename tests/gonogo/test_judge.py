from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from gonogo.core.finding import Finding, Outcome, Problem
from gonogo.core.judge import did_not_come_up, judge, waive
from gonogo.core.rule import Judgement
from tests.gonogo.rules import RULES, Seen
from tests.judging import contract

RULE = RULES["health/one"]
PROBLEM = Problem("x", "a", "b")
TODAY = dt.date(2026, 3, 1)
WAIVED = contract(waivers=[{"rule": RULE.id, "owner": "kim", "reason": "known", "expires": "2026-03-01"}])


def judged(answer: Judgement) -> Finding:
    return judge(replace(RULE, function=lambda seen: answer), Seen(), contract())


@pytest.mark.parametrize(
    ("answer", "outcome", "reason"),
    [
        (Judgement(2), Outcome.PASSED, ""),
        (Judgement(0), Outcome.INCONCLUSIVE, "nothing was examined"),
        (Judgement.cannot_tell("too few"), Outcome.INCONCLUSIVE, "too few"),
        (Judgement(2, (PROBLEM,)), Outcome.FAILED, ""),
    ],
)
def test_an_answer_becomes_an_outcome(answer: Judgement, outcome: Outcome, reason: str) -> None:
    assert (judged(answer).outcome, judged(answer).reason) == (outcome, reason)


def test_a_rule_that_raises_is_an_error_of_its_own() -> None:
    def broken(seen: Seen) -> Judgement:
        raise KeyError("route")

    finding = judge(replace(RULE, function=broken), Seen(), contract())
    assert (finding.outcome, finding.reason) == (Outcome.ERROR, "the rule itself broke: KeyError: 'route'")


def test_a_release_that_does_not_come_up_has_failed() -> None:
    assert did_not_come_up(RULE, "exit 1").outcome is Outcome.FAILED


def test_a_waiver_holds_to_its_last_day() -> None:
    failed = Finding(RULE.id, Outcome.FAILED, 1, (PROBLEM,))
    assert waive(failed, WAIVED, TODAY).outcome is Outcome.WAIVED
    late = waive(failed, WAIVED, TODAY + dt.timedelta(days=1))
    assert (late.outcome, late.reason) == (Outcome.FAILED, "its waiver by kim expired on 2026-03-01")


def test_a_waiver_does_not_cover_a_release_that_did_not_come_up() -> None:
    failed = did_not_come_up(RULE, "exit 1")
    assert waive(failed, WAIVED, TODAY) is failed


@pytest.mark.parametrize("outcome", [Outcome.ERROR, Outcome.INCONCLUSIVE, Outcome.PASSED])
def test_a_waiver_covers_failures_alone(outcome: Outcome) -> None:
    found = Finding(RULE.id, outcome, 1, reason="why")
    assert waive(found, WAIVED, TODAY) is found


def test_a_rule_that_breaks_is_not_waived() -> None:
    def broken(seen: Seen) -> Judgement:
        raise KeyError("route")

    finding = judge(replace(RULE, function=broken), Seen(), contract())
    assert waive(finding, WAIVED, TODAY).outcome is Outcome.ERROR


def test_a_waiver_does_not_cover_what_could_not_be_seen() -> None:
    unseen = Finding(RULE.id, Outcome.ERROR, 0)
    assert waive(unseen, WAIVED, TODAY) is unseen

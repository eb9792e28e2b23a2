from __future__ import annotations

import pytest

from gonogo.core.finding import Finding, Outcome, Problem
from gonogo.core.observation import Can
from gonogo.core.rule import Rule
from gonogo.core.scope import HOW, Scope, scope_of
from gonogo.core.verdict import NO_FINDING, Decision, verdict
from tests.gonogo.rules import RULES
from tests.judging import contract

IDS = tuple(RULES)
PROMISED = contract(health={"liveness": {"path": "/live"}})


def found(outcome: Outcome, rule: str = IDS[0]) -> dict[str, Finding]:
    problems = (Problem("x", "a", "b"),) if outcome is Outcome.FAILED else ()
    return {rule: Finding(rule, outcome, 1, problems, "why")}


@pytest.mark.parametrize(
    ("outcome", "decision"),
    [
        (Outcome.PASSED, Decision.GO),
        (Outcome.WAIVED, Decision.GO),
        (Outcome.INCONCLUSIVE, Decision.HOLD),
        (Outcome.ERROR, Decision.HOLD),
        (Outcome.FAILED, Decision.NO_GO),
    ],
)
def test_each_outcome_of_a_blocker(outcome: Outcome, decision: Decision) -> None:
    assert verdict(RULES, Scope(IDS[:1]), found(outcome), PROMISED).decision is decision


def test_a_failure_outweighs_what_could_not_be_established() -> None:
    findings = found(Outcome.ERROR) | found(Outcome.FAILED, IDS[1])
    given = verdict(RULES, Scope(IDS[:2]), findings, PROMISED)
    assert given.decision is Decision.NO_GO
    assert [reason.split()[0] for reason in given.reasons] == [IDS[1], IDS[0]]


def test_a_selected_rule_without_a_finding_holds() -> None:
    given = verdict(RULES, Scope(IDS[:2]), found(Outcome.PASSED), PROMISED)
    assert given.decision is Decision.HOLD
    assert given.reasons == (f"{IDS[1]} has no finding: its worker died or collection broke",)


def test_findings_with_one_cause_are_one_reason() -> None:
    lost = {i: Finding(i, Outcome.ERROR, 0, (), "refused", cause="refused") for i in IDS[:2]}
    given = verdict(RULES, Scope(IDS[:3]), lost | found(Outcome.INCONCLUSIVE, IDS[2]), PROMISED)
    assert given.decision is Decision.HOLD
    assert given.reasons == (
        f"refused\nthis keeps 2 rules from an answer: {IDS[0]}, {IDS[1]}",
        f"{IDS[2]} is inconclusive: why",
    )


def test_a_start_that_failed_is_one_reason_and_a_no_go() -> None:
    start = Problem("the release's start", "it comes up and answers", "exit 1")
    lost = {i: Finding(i, Outcome.FAILED, 1, (start,), cause="exit 1") for i in IDS[:2]}
    given = verdict(RULES, Scope(IDS[:2]), lost, PROMISED)
    assert (given.decision, len(given.reasons)) == (Decision.NO_GO, 1)


def test_a_cause_of_a_demoted_rule_alone_stops_nothing() -> None:
    demoted = contract(demotions=[{"rule": IDS[0], "reason": "r"}])
    lost = {IDS[0]: Finding(IDS[0], Outcome.ERROR, 0, (), "refused", cause="refused")}
    given = verdict(RULES, Scope(IDS[:2]), lost | found(Outcome.PASSED, IDS[1]), demoted)
    assert (given.decision, given.reasons) == (Decision.GO, ())


def test_what_has_no_finding_is_one_reason() -> None:
    given = verdict(RULES, Scope(IDS[:3]), found(Outcome.PASSED), PROMISED)
    assert given.reasons == (f"{NO_FINDING}\nthis keeps 2 rules from an answer: {IDS[1]}, {IDS[2]}",)


def test_a_reason_counts_the_other_problems_and_equal_ones_once() -> None:
    one, two = Problem("x", "a", "b"), Problem("y", "a", "c")
    many = {IDS[0]: Finding(IDS[0], Outcome.FAILED, 3, (one, one, two))}
    given = verdict(RULES, Scope(IDS[:1]), many, PROMISED)
    assert given.reasons == (f"{IDS[0]} failed: x: expected a, observed b (and 1 more)",)


def test_nothing_selected_holds() -> None:
    assert verdict(RULES, Scope(), {}, PROMISED).reasons == ("no rule was selected",)


def test_only_advice_selected_holds() -> None:
    demoted = contract(demotions=[{"rule": IDS[0], "reason": "r"}])
    given = verdict(RULES, Scope(IDS[:1]), found(Outcome.FAILED), demoted)
    assert (given.decision, given.reasons) == (Decision.HOLD, ("no blocking rule was selected",))


def test_a_demoted_failure_does_not_stop_the_others() -> None:
    demoted = contract(demotions=[{"rule": IDS[0], "reason": "r"}])
    findings = found(Outcome.FAILED) | found(Outcome.PASSED, IDS[1])
    assert verdict(RULES, Scope(IDS[:2]), findings, demoted).decision is Decision.GO


def test_a_required_rule_that_was_not_selected_holds() -> None:
    required = contract(required=[IDS[1]])
    given = verdict(RULES, Scope(IDS[:1]), found(Outcome.PASSED), required)
    assert given.decision is Decision.HOLD


CAME_NOT_UP = Finding(
    IDS[0], Outcome.FAILED, 1, (Problem("the release's start", "it comes up", "exit 1"),), cause="exit 1"
)


def test_a_release_that_did_not_come_up_is_nobodys_to_demote() -> None:
    demoted = contract(demotions=[{"rule": IDS[0], "reason": "r"}])
    for selected in (IDS[:1], IDS[:2]):
        given = verdict(
            RULES, Scope(selected), found(Outcome.PASSED, IDS[1]) | {IDS[0]: CAME_NOT_UP}, demoted
        )
        assert given.decision is Decision.NO_GO
        assert (
            given.reasons[0] == f"{IDS[0]} failed: the release's start: expected it comes up, observed exit 1"
        )


@pytest.mark.parametrize("outcome", [Outcome.ERROR, Outcome.INCONCLUSIVE, None])
def test_advice_that_is_required_has_to_be_established(outcome: Outcome | None) -> None:
    made = contract(demotions=[{"rule": IDS[0], "reason": "r"}], required=[IDS[0]])
    findings = (found(outcome) if outcome else {}) | found(Outcome.PASSED, IDS[1])
    given = verdict(RULES, Scope(IDS[:2]), findings, made)
    assert (given.decision, given.reasons) == (
        Decision.HOLD,
        (f"{IDS[0]} is required and was not established",),
    )


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.FAILED, Outcome.WAIVED])
def test_advice_that_is_required_and_was_established_is_advice(outcome: Outcome) -> None:
    made = contract(demotions=[{"rule": IDS[0], "reason": "r"}], required=[IDS[0]])
    given = verdict(RULES, Scope(IDS[:2]), found(outcome) | found(Outcome.PASSED, IDS[1]), made)
    assert given.decision is Decision.GO


@pytest.mark.parametrize("outcome", [Outcome.ERROR, Outcome.INCONCLUSIVE, None])
def test_advice_that_nobody_requires_may_stay_open(outcome: Outcome | None) -> None:
    made = contract(demotions=[{"rule": IDS[0], "reason": "r"}])
    findings = (found(outcome) if outcome else {}) | found(Outcome.PASSED, IDS[1])
    assert verdict(RULES, Scope(IDS[:2]), findings, made).decision is Decision.GO


def test_a_required_blocker_is_held_for_once() -> None:
    given = verdict(RULES, Scope(IDS[:1]), found(Outcome.ERROR), contract(required=[IDS[0]]))
    assert given.reasons == (f"{IDS[0]} is error: why",)


def test_exit_codes() -> None:
    assert [d.exit_code for d in (Decision.GO, Decision.NO_GO, Decision.HOLD)] == [0, 1, 3]


def sorted_scope(can: frozenset[Can], chosen: frozenset[str]) -> Scope:
    rules: list[Rule] = list(RULES.values())
    return scope_of(rules, PROMISED, can, chosen)


def test_every_rule_is_in_exactly_one_list() -> None:
    scope = sorted_scope(frozenset({Can.ANSWER}), frozenset(IDS[:1]))
    assert scope.selected == IDS[:1]
    assert scope.deselected == IDS[1:2]
    assert scope.not_possible == (
        (IDS[2], f"this target cannot stop and start a dependency: {HOW[Can.STOP_DEPENDENCY]}"),
    )
    assert scope.not_promised == ((IDS[3], "the contract has no `metrics`"),)
    assert scope.total == len(IDS)

from __future__ import annotations

import pytest

from suites.core.finding import Finding, Outcome, Problem
from suites.core.observation import Can
from suites.core.rule import Rule
from suites.core.scope import HOW, Scope, scope_of
from suites.core.verdict import Decision, verdict
from tests.core.rules import RULES
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

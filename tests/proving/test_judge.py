"""What counts as caught, and what does not."""

from __future__ import annotations

from typing import Any

import pytest

from proving.judge import Judged, Outcome, flagged_by, judge, worst
from proving.seed import Defect
from tests.proving.verdicts import rule, verdict

DEFECT = Defect("XYZ-01", expected=("health/right",), collateral=("metrics/shaken",))


def test_caught_needs_the_expected_rule_and_the_fact() -> None:
    seen = verdict(rule("health/right", "failed", "route /fig-7"), rule("health/other", "passed"))
    assert judge(DEFECT, "/fig-7", seen) == Judged(Outcome.CAUGHT, ("health/right",))


def test_collateral_may_fail_as_well() -> None:
    seen = verdict(rule("health/right", "failed", "/fig-7"), rule("metrics/shaken", "failed", "shaken"))
    assert judge(DEFECT, "/fig-7", seen).outcome is Outcome.CAUGHT


def test_a_stranger_that_fails_makes_it_misattributed() -> None:
    seen = verdict(rule("health/right", "failed", "/fig-7"), rule("latency/other", "failed", "slow"))
    judged = judge(DEFECT, "/fig-7", seen)
    assert (judged.outcome, judged.reason) == (
        Outcome.MISATTRIBUTED,
        "it is refused by latency/other as well",
    )


@pytest.mark.parametrize("fact", ["/fig-8", ""])
def test_without_the_fact_it_is_misattributed(fact: str) -> None:
    seen = verdict(rule("health/right", "failed", "/fig-7"), rule("metrics/shaken", "failed", "/fig-8"))
    assert judge(DEFECT, fact, seen).outcome is Outcome.MISATTRIBUTED


@pytest.mark.parametrize(("fact", "said"), [("X-Fig", "x-fig"), ('a "fig"', 'no a "fig" here'), ("ü", "ü")])
def test_the_fact_is_found_whatever_its_letters(fact: str, said: str) -> None:
    assert judge(DEFECT, fact, verdict(rule("health/right", "failed", said))).outcome is Outcome.CAUGHT


def test_another_rule_alone_is_misattributed() -> None:
    seen = verdict(rule("health/right", "passed"), rule("health/other", "failed", "/fig-7"))
    assert judge(DEFECT, "/fig-7", seen).outcome is Outcome.MISATTRIBUTED


@pytest.mark.parametrize("outcome", ["passed", "waived", "inconclusive"])
def test_no_refusal_is_missed(outcome: str) -> None:
    judged = judge(DEFECT, "/fig-7", verdict(rule("health/right", outcome)))
    assert judged == Judged(Outcome.MISSED, (), f"health/right is {outcome}")


@pytest.mark.parametrize("outcome", ["error", None])
def test_a_rule_that_could_not_look_is_an_error(outcome: str | None) -> None:
    broken = rule("health/right", str(outcome), reason="no engine") if outcome else rule("health/x", "passed")
    judged = judge(DEFECT, "/fig-7", verdict(broken, reasons=("no engine",)))
    assert judged.outcome is Outcome.ERROR
    assert "no engine" in judged.reason


@pytest.mark.parametrize("others", [(), (rule("health/other", "failed", "/fig-7"),)], ids=["alone", "beside"])
@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("not reached: the run was terminated", Outcome.ERROR),
        ("not reached: the run was interrupted", Outcome.ERROR),
        ("not reached: --deadline=60 is over", Outcome.ERROR),
        ("no process was scraped", None),
        ("the page was not reached: 404", None),
    ],
)
def test_a_run_that_was_ended_before_the_rule_looked_is_not_judged(
    others: tuple[dict[str, Any], ...], reason: str, outcome: Outcome | None
) -> None:
    seen = verdict(rule("health/right", "inconclusive", reason=reason), *others)
    otherwise = Outcome.MISATTRIBUTED if others else Outcome.MISSED
    judged = judge(DEFECT, "/fig-7", seen)
    assert judged.outcome is (outcome or otherwise)
    assert outcome is None or reason in judged.reason


def test_no_verdict_is_an_error() -> None:
    assert judge(DEFECT, "/fig-7", None).outcome is Outcome.ERROR


def test_a_release_that_did_not_come_up_is_an_error() -> None:
    ended = "it ended with 2: /fig-7"
    judged = judge(
        DEFECT, "/fig-7", verdict(rule("health/right", "failed", ended), rule("health/x", "failed", ended))
    )
    assert judged.outcome is Outcome.ERROR
    assert ended in judged.reason


def test_a_cause_that_kept_the_only_rule_from_looking_is_no_refusal() -> None:
    kept = rule("health/right", "failed", "/fig-7") | {"cause": "it ended with 2: /fig-7"}
    assert judge(DEFECT, "/fig-7", verdict(kept)).outcome is Outcome.ERROR
    found = rule("health/right", "failed", "/fig-7") | {"cause": ""}
    assert judge(DEFECT, "/fig-7", verdict(found)).outcome is Outcome.CAUGHT


def test_every_expected_rule_has_to_refuse() -> None:
    both = Defect("XYZ-01", expected=("health/right", "health/too"))
    seen = verdict(rule("health/right", "failed", "/fig-7"), rule("health/too", "passed"))
    assert judge(both, "/fig-7", seen).outcome is Outcome.MISATTRIBUTED


def test_runs_have_to_agree() -> None:
    caught, missed = Judged(Outcome.CAUGHT), Judged(Outcome.MISSED)
    assert worst([caught, missed, caught]) is missed
    assert [o.value for o in Outcome] == ["caught", "misattributed", "missed", "error"]


def test_flagged_by_lists_failures_only() -> None:
    seen = verdict(rule("a/x", "failed", "x"), rule("a/y", "inconclusive"), rule("a/z", "passed"))
    assert flagged_by(seen) == ("a/x",)
    assert flagged_by(None) == ()


@pytest.mark.parametrize(("expected", "unknown", "reason"), [
    (("health/unwritten",), ("health/unwritten",), "there is no rule health/unwritten; it is refused by a/b"),
    ((), (), "it names no rule; it is refused by a/b"),
])  # fmt: skip
def test_without_a_rule_it_is_missed_and_told_what_refused_it(
    expected: tuple[str, ...], unknown: tuple[str, ...], reason: str
) -> None:
    seen = verdict(rule("a/b", "failed", "/fig-7"), rule("a/c", "passed"))
    judged = judge(Defect("XYZ-01", expected), "/fig-7", seen, unknown)
    assert judged == Judged(Outcome.MISSED, ("a/b",), reason)


def test_a_sum_of_what_failed_is_no_stranger() -> None:
    summed = rule("security/controls-meet-the-floor", "failed", "0.90")
    assert (
        judge(DEFECT, "/fig-7", verdict(rule("health/right", "failed", "/fig-7"), summed)).outcome
        is Outcome.CAUGHT
    )
    assert (
        judge(DEFECT, "/fig-7", verdict(rule("health/right", "passed"), summed)).outcome
        is Outcome.MISATTRIBUTED
    )

"""What counts as caught, and what a missed one tells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.judge import OUTLIVES
from proving.judge import Judged, Outcome
from proving.upstream.entries import Pair
from proving.upstream.judging import Said, judge, said, told_apart

PAIR = Pair("shop-shut", "shop", "PyPI", ("CVE-1",), "it is shut", ("health/a",), ("health/also",), ())


def ruled(name: str, outcome: str, severity: str = "blocker", **more: Any) -> dict[str, Any]:
    problems = [{"where": name, "expected": "open", "observed": f"shut, says {name}"}]
    problems = problems if outcome == "failed" else []
    return {"id": name, "outcome": outcome, "severity": severity, "problems": problems, "cause": ""} | more


def verdict(*rules: dict[str, Any], says: str = "NO-GO") -> dict[str, Any]:
    return {"verdict": says, "rules": list(rules), "reasons": ["so it is"]}


CASES = [
    ([ruled("health/a", "failed")], Outcome.CAUGHT, ""),
    ([ruled("health/a", "failed"), ruled("health/also", "failed")], Outcome.CAUGHT, ""),
    ([ruled("health/a", "failed", "advisory"), ruled("x/y", "failed", "advisory")], Outcome.CAUGHT, ""),
    (
        [ruled("health/a", "failed"), ruled("x/y", "failed")],
        Outcome.MISATTRIBUTED,
        "it is refused by x/y as well",
    ),
    (
        [ruled("health/a", "passed"), ruled("x/y", "failed")],
        Outcome.MISATTRIBUTED,
        "health/a is passed, while it is refused by x/y",
    ),
    ([ruled("health/a", "passed"), ruled("x/y", "failed", "advisory")], Outcome.MISSED, "health/a is passed"),
    (
        [ruled("health/a", "inconclusive", reason="no control")],
        Outcome.MISSED,
        "health/a is inconclusive (no control)",
    ),
    ([ruled("health/b", "passed")], Outcome.MISSED, "health/a is no rule that was selected"),
    (
        [ruled("x/y", "failed")],
        Outcome.MISSED,
        "health/a is no rule that was selected, while it is refused by x/y",
    ),
    ([ruled("health/a", "error")], Outcome.ERROR, "health/a is error"),
    (
        [ruled("health/a", "failed", cause="start"), ruled("x/y", "failed", cause="start")],
        Outcome.ERROR,
        "the release did not come up: shut, says health/a",
    ),
]


@pytest.mark.parametrize(("rules", "outcome", "reason"), CASES)
def test_a_bad_release_is_judged(rules: list[dict[str, Any]], outcome: Outcome, reason: str) -> None:
    judged = judge(PAIR, verdict(*rules))
    assert (judged.outcome, judged.reason) == (outcome, reason)


def test_each_expected_rule_has_to_refuse_it() -> None:
    both = replace(PAIR, expected=("health/a", "health/b"))
    half = verdict(ruled("health/a", "failed"), ruled("health/b", "passed"))
    assert judge(both, half).outcome is Outcome.MISATTRIBUTED


def test_a_run_without_a_verdict_is_an_error_with_its_last_words() -> None:
    judged = judge(PAIR, None, "no such file")
    assert (judged.outcome, judged.reason) == (Outcome.ERROR, "no such file")
    assert said("1.0", None, "no such file").why == ("no such file",)


def test_what_was_said_tells_blockers_from_advice() -> None:
    told = said("1.0", verdict(ruled("health/a", "failed"), ruled("x/y", "failed", "advisory")))
    assert (told.verdict, told.failed, told.advised) == ("NO-GO", ("health/a",), ("x/y",))
    assert told.why[0] == "health/a failed: health/a: expected open, got shut, says health/a"


def test_go_needs_no_reason_and_hold_has_one() -> None:
    assert said("1.0", verdict(ruled("health/a", "passed"), says="GO")).why == ()
    assert said("1.0", verdict(ruled("health/a", "passed"), says="HOLD")).why == ("so it is",)


BAD = Said("1.0", "NO-GO", ("health/a",))


def test_a_rule_that_refuses_a_mended_release_as_well_saw_another_fault() -> None:
    caught = Judged(Outcome.CAUGHT, ("health/a",))
    clean, other, same = (
        Said("1.1", "GO"),
        Said("1.1", "NO-GO", ("x/y",)),
        Said("2.0", "NO-GO", ("health/a",)),
    )
    assert told_apart(PAIR, caught, BAD, [clean, other]) is caught
    judged = told_apart(PAIR, caught, BAD, [clean, same])
    assert judged.outcome is Outcome.MISATTRIBUTED
    assert judged.reason == "health/a refuses 2.0 as well, and does not tell them apart"
    missed = Judged(Outcome.MISSED)
    assert told_apart(PAIR, missed, BAD, [same]) is missed


@pytest.mark.parametrize(
    ("bad", "apart"), [((), True), (("health/a",), False)], ids=["goes on", "ends as well"]
)
def test_a_mended_release_that_ends_itself_is_told_apart_from_one_that_goes_on(
    bad: tuple[str, ...], apart: bool
) -> None:
    ended = ruled("health/a", "failed")
    for problem in ended["problems"]:
        problem["expected"] = OUTLIVES
    gone = said("1.1", verdict(ended))
    assert gone.gone == ("health/a",)
    caught = Judged(Outcome.CAUGHT, ("health/a",))
    judged = told_apart(PAIR, caught, replace(BAD, gone=bad), [gone])
    assert (judged is caught) is apart

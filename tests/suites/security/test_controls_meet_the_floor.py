import pytest

from gonogo.core.became import Became
from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.controls import sum_up
from gonogo.suites.security.observations.controls import Control, Controls
from tests.judging import Case, contract

CONTRACT = contract(security={"floor": {"score": 0.9, "chapter_score": 0.5, "coverage": 0.8}})
WEB, TOKENS = "OWASP ASVS 5.0, 3", "OWASP ASVS 5.0, 9"


def controls(*outcomes: str, chapter: str = WEB) -> tuple[Control, ...]:
    return tuple(Control(f"shop/{number}-{one}", (chapter,), one) for number, one in enumerate(outcomes))


def seen(*made: Control, deselected: tuple[str, ...] = (), not_possible: tuple[str, ...] = ()) -> Controls:
    return Controls(made, deselected, not_possible)


GOOD = ("passed",) * 9
CASE = Case(
    "security/controls-meet-the-floor",
    CONTRACT,
    clean=seen(*controls(*GOOD, "waived")),
    broken=seen(*controls(*GOOD, "waived", "waived")),
)


def said(*made: Control) -> list[tuple[str, str]]:
    return [(problem.where, problem.observed) for problem in CASE.problems(seen(*made))]


@pytest.mark.parametrize("outcome", ["waived", "failed"])
def test_what_is_waived_and_what_failed_has_not_passed(outcome: str) -> None:
    told = f"0.818, 9 of 11: shop/9-{outcome} ({outcome}), shop/10-{outcome} ({outcome})"
    assert said(*controls(*GOOD, outcome, outcome)) == [("all controls", told)]


def test_a_chapter_is_not_averaged_away() -> None:
    one = controls("passed", "waived", "waived", chapter=TOKENS)
    assert said(*controls(*(GOOD * 3)), *one) == [
        (TOKENS, "0.333, 1 of 3: shop/1-waived (waived), shop/2-waived (waived)")
    ]


@pytest.mark.parametrize("outcome", ["inconclusive", "error", "not promised", ""])
def test_what_was_not_examined_is_no_answer(outcome: str) -> None:
    few = controls(*GOOD, outcome, outcome)
    finding = CASE.finding(seen(*few))
    assert finding.outcome is Outcome.PASSED
    finding = CASE.finding(seen(*few, *controls(outcome)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason.startswith(
        "9 of 12 controls were examined, 0.750, and at least 0.8 have to be: shop/9"
    )


def test_a_score_that_is_below_whatever_nobody_could_tell_is_refused() -> None:
    told = controls("passed", "failed", "failed", *("inconclusive",) * 2)
    assert said(*told)[0] == ("all controls", "0.333, 1 of 3: shop/1-failed (failed), shop/2-failed (failed)")


@pytest.mark.parametrize("outcome", ["inconclusive", "error", ""])
def test_a_score_that_is_below_only_without_what_nobody_could_tell_is_no_answer(outcome: str) -> None:
    finding = CASE.finding(seen(*controls(*GOOD[1:], "waived", outcome)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason.startswith(
        "all controls: 0.889, 8 of 9: shop/8-waived (waived), and nobody could tell"
    )
    assert finding.evidence["score"] == 0.889


def test_what_is_not_promised_can_never_pass() -> None:
    assert said(*controls(*GOOD[1:], "waived", "not promised"))[0][0] == "all controls"


def test_nothing_examined_is_no_answer() -> None:
    finding = CASE.finding(seen(*controls("error", "inconclusive"), deselected=("shop/a",)))
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, "none of 2 controls was examined")


def test_the_scores_and_what_is_not_in_them_are_told() -> None:
    made = seen(*controls(*GOOD, ""), deselected=("shop/a",), not_possible=("shop/b",))
    assert CASE.finding(made).evidence == {
        "score": 1.0,
        "coverage": 0.9,
        "scores by chapter": {WEB: 1.0},
        "not examined": ["shop/9- (no finding)"],
        "not asked for": ["shop/a"],
        "not possible here": ["shop/b"],
    }


def test_only_what_refers_to_a_standard_is_a_control() -> None:
    asvs = "OWASP ASVS 5.0 9.2.1; CIS Docker Benchmark 4.1."
    made = sum_up(
        [
            Became("a/1", asvs, "selected", "waived"),
            Became("a/2", "RFC 9110, 7.4.", "selected", "failed"),
            Became("a/3", asvs, "selected", ""),
            Became("a/4", asvs, "not_promised", ""),
            Became("a/5", asvs, "not_possible", ""),
            Became("a/6", asvs, "deselected", ""),
        ]
    )
    both = ("CIS Docker Benchmark, 4", TOKENS)
    promised = tuple(
        Control(f"a/{n}", both, said) for n, said in ((1, "waived"), (3, ""), (4, "not promised"))
    )
    assert made == Controls(promised, ("a/6",), ("a/5",))

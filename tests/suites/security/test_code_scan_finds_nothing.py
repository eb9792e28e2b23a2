from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.scans import CONTRACT, MISSED, SHELL, SOURCE

CASE = Case(
    "security/code-scan-finds-nothing", CONTRACT, clean=SOURCE, broken=replace(SOURCE, weaknesses=(SHELL,))
)


def test_file_line_and_test_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.expected) == ("shop/run.py:7", "no finding of B602")


@pytest.mark.parametrize(
    ("severity", "confidence", "refused"),
    [("medium", "medium", True), ("low", "high", False), ("high", "low", False), ("high", "high", True)],
)
def test_a_finding_counts_from_the_promised_levels_on(
    severity: str, confidence: str, *, refused: bool
) -> None:
    found = replace(SHELL, severity=severity, confidence=confidence)
    assert bool(CASE.problems(replace(SOURCE, weaknesses=(found,)))) is refused


def test_nothing_found_by_a_blind_scanner_is_nothing_known() -> None:
    finding = CASE.finding(replace(SOURCE, canaries=(MISSED,)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "did not report known to be bad" in finding.reason


def test_what_a_blind_scanner_found_is_found() -> None:
    finding = CASE.finding(replace(SOURCE, canaries=(MISSED,), weaknesses=(SHELL,)))
    assert finding.outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("test", "text"),
    [
        ("B602", "subprocess call with shell=True"),
        ("B501", "requests with verify=False"),
        ("B301", "pickle of what comes from outside"),
        ("B608", "SQL that is put together"),
        ("B324", "MD5 for security"),
    ],
)
def test_one_finding_of_any_test_in_any_file_is_enough(test: str, text: str) -> None:
    found = replace(SHELL, file="shop/cart.py", test=test, text=text, severity="medium", confidence="medium")
    assert [p.expected for p in CASE.problems(replace(SOURCE, weaknesses=(found,)))] == [
        f"no finding of {test}"
    ]

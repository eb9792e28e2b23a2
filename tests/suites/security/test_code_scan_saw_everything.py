from dataclasses import replace

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.source import Silenced, Unread
from tests.judging import Case
from tests.suites.security.scans import CONTRACT, MISSED, SOURCE

CASE = Case(
    "security/code-scan-saw-everything",
    CONTRACT,
    clean=SOURCE,
    broken=replace(SOURCE, read=("shop/cart.py",)),
)


def test_a_file_that_was_left_out_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("shop/run.py", "it was left out")


def test_a_file_that_was_not_understood_is_told_once_with_the_reason() -> None:
    unread = (Unread("shop/run.py", "syntax error while parsing AST from file"),)
    (problem,) = CASE.problems(replace(CASE.broken, unread=unread))
    assert problem.observed == "syntax error while parsing AST from file"


def test_a_line_that_is_silenced_for_everything_was_not_seen() -> None:
    silenced = (Silenced("shop/run.py", 7, "# nosec"),)
    (problem,) = CASE.problems(replace(SOURCE, silenced=silenced))
    assert (problem.where, problem.observed) == ("shop/run.py:7", "# nosec")


def test_without_its_canary_nothing_is_known() -> None:
    assert CASE.finding(replace(SOURCE, canaries=(MISSED,))).outcome is Outcome.INCONCLUSIVE


def test_no_file_is_nothing() -> None:
    assert CASE.finding(replace(SOURCE, files=(), read=())).reason == "there is no file to scan"

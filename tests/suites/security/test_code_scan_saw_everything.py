from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.source import Silenced, Unread
from tests.judging import Case
from tests.suites.security.scans import CONTRACT, MISSED, SHELL, SOURCE

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


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"unread": (Unread("shop/run.py", "syntax error"),)}, "shop/run.py"),
        ({"read": ("shop/run.py",)}, "shop/cart.py"),
        ({"files": (*SOURCE.files, "shop/old/new.py")}, "shop/old/new.py"),
        ({"silenced": (Silenced("shop/run.py", 1, "#nosec"),)}, "shop/run.py:1"),
        ({"silenced": (Silenced("shop/run.py", 1, "x()  # nosec: it is fine"),)}, "shop/run.py:1"),
    ],
    ids=["an older grammar", "an exclusion", "a folder", "a bare comment", "a comment with words alone"],
)
def test_what_was_not_seen_is_named(changes: dict[str, object], where: str) -> None:
    assert [p.where for p in CASE.problems(replace(SOURCE, **changes))] == [where]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [{"read": (*SOURCE.read, "shop/more.py")}, {"weaknesses": (SHELL,)}],
    ids=["more than was asked for", "a finding, which is another rule's"],
)
def test_what_was_seen_passes(changes: dict[str, object]) -> None:
    assert CASE.finding(replace(SOURCE, **changes)).outcome is Outcome.PASSED  # type: ignore[arg-type]

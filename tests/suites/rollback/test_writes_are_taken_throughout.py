from typing import Any

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.rollback.writes import CONTRACT, writes

CASE = Case(
    "rollback/writes-are-taken-throughout",
    CONTRACT,
    clean=writes(),
    broken=writes(refused=("status 500",) * 4),
)


def test_the_kinds_are_counted() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["4 of 100 not: 4 x status 500"]


def test_without_a_roll_out_nothing_is_established() -> None:
    assert CASE.finding(writes(rolled_out=False)).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "refused",
    [
        ("status 500",),
        ("timeout",) * 3,
        ("reset",),
        ("status 503", "status 409"),
        ("status 422",) * 100,
    ],
    ids=["a column without a default", "a lock", "a port that closed", "read-only", "the other's form"],
)
def test_a_write_that_was_not_taken_is_refused(refused: tuple[str, ...]) -> None:
    (problem,) = CASE.problems(writes(refused=refused))
    assert problem.observed.startswith(f"{len(refused)} of 100 not")


@pytest.mark.parametrize(
    "changes",
    [{"slowest": (9.0,)}, {"lost": ("status 404",)}, {"read_back": 0}],
    ids=["a slow one", "one that is lost later", "one that cannot be read"],
)
def test_what_becomes_of_a_write_that_was_taken_is_another_rules(changes: dict[str, Any]) -> None:
    assert CASE.finding(writes(**changes)).outcome is Outcome.PASSED

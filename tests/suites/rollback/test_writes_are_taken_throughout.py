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

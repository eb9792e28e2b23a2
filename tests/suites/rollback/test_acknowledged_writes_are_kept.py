from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.rollback.writes import CONTRACT, writes

CASE = Case(
    "rollback/acknowledged-writes-are-kept", CONTRACT, clean=writes(), broken=writes(lost=("status 404",))
)


def test_the_number_and_what_came_instead_are_said() -> None:
    (problem,) = CASE.problems(writes(lost=("status 404", "status 404", "timeout")))
    assert problem.observed == "3 of 100 lost: 2 x status 404, 1 x timeout"


def test_a_write_that_was_never_acknowledged_is_not_lost() -> None:
    assert CASE.problems(writes(refused=("status 503",))) == ()


def test_without_a_roll_out_nothing_is_established() -> None:
    assert CASE.finding(writes(rolled_out=False)).outcome is Outcome.INCONCLUSIVE

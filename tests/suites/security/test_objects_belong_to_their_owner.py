import pytest

from suites.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.access import CONTRACT, trespasses

CASE = Case("security/objects-belong-to-their-owner", CONTRACT, clean=trespasses(), broken=trespasses(200))


@pytest.mark.parametrize("status", [200, 204, 412, 500])
def test_anything_but_a_refusal_is_named(status: int) -> None:
    (problem,) = CASE.problems(trespasses(status))
    assert (problem.where, problem.observed) == ("PUT /things/1 by another client", f"status {status}")


def test_a_refusal_that_changes_the_object_is_none() -> None:
    (problem,) = CASE.problems(trespasses(unchanged=False))
    assert problem.where == "the object after PUT"


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(trespasses(None)).outcome is Outcome.INCONCLUSIVE

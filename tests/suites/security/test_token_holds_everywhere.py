from dataclasses import replace

from tests.judging import Case
from tests.suites.security.access import CONTRACT, VALID, tried

ELSEWHERE = replace(VALID, source="shop-2", status=401)
CASE = Case(
    "security/token-holds-everywhere",
    CONTRACT,
    clean=tried(),
    broken=tried(valid=(VALID, replace(VALID, source="shop-2"), ELSEWHERE)),
)


def test_the_place_and_the_share_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("a valid token at shop-2", "status 401, 1 of 2 times")


def test_no_answer_is_no_admission() -> None:
    (problem,) = CASE.problems(tried(valid=(replace(VALID, status=None, error="refused"),)))
    assert problem.observed == "refused, 1 of 1 times"

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.access import CONTRACT, FORGED, VALID, tried

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


@pytest.mark.parametrize(
    "changes",
    [
        {"status": 401},
        {"status": 403},
        {"status": 500},
        {"status": None, "error": "timeout"},
        {"status": 401, "source": "entry"},
    ],
    ids=["a key of its own", "no such user there", "it cannot read it", "silence", "one worker of several"],
)
def test_one_use_of_many_is_enough(changes: dict[str, object]) -> None:
    odd = replace(VALID, **({"source": "shop-2"} | changes))  # type: ignore[arg-type]
    assert len(CASE.problems(tried(valid=(*[VALID] * 9, odd)))) == 1


@pytest.mark.parametrize(
    "changes",
    [{"valid_seconds": (999_999.0,)}, {"forged": (replace(FORGED, status=200),)}],
    ids=["one that lives on", "a forged one that is taken"],
)
def test_what_else_is_wrong_with_tokens_is_another_rules(changes: dict[str, object]) -> None:
    assert CASE.finding(tried(**changes)).outcome is Outcome.PASSED

from suites.core.finding import Outcome
from suites.security.observations.sessions import TriedOften, Tries
from tests.judging import Case, contract

FORM = {"name": "guess", "path": "/enter", "fields": {"word": "guessed"}, "status": 401}
CONTRACT = contract(security={"limits": [{"form": FORM, "accepted": 5}]})


def often(*statuses: int | None) -> TriedOften:
    return TriedOften((Tries("guess", statuses),))


CASE = Case(
    "security/limit-holds-for-a-client",
    CONTRACT,
    clean=often(*[401] * 5, *[429] * 10),
    broken=often(*[401] * 10, *[429] * 5),
)


def test_the_number_that_got_through_is_said() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.expected, problem.observed) == ("at most 5 taken", "10 of 15")


def test_another_answer_than_the_refusal_is_a_try_that_was_taken() -> None:
    assert CASE.problems(often(*[401] * 5, *[500] * 10))


def test_fewer_are_fine_for_others_may_have_tried_before() -> None:
    assert CASE.problems(often(*[401] * 2, *[429] * 13)) == ()


def test_silence_is_no_limit() -> None:
    assert CASE.finding(often(*[401] * 3, *[None] * 12)).outcome is Outcome.INCONCLUSIVE

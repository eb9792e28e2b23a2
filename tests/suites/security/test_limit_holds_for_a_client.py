"""It sees a limit that is none, however it came to be none, and an oracle behind one that holds.

Seen: more tries than promised, other answers than the refusal, a right one that is let in beyond the limit,
whether or not it begins the count anew.
Good look-alikes on which it is silent: a limit of failures alone, a window that ends while it is tried, fewer
tries because somebody else tried before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.sessions import TriedOften, Tries
from tests.judging import Case, contract

FORM: dict[str, Any] = {"name": "guess", "path": "/enter", "fields": {"word": "guessed"}, "status": 401}
RIGHT: dict[str, Any] = {"path": "/enter", "fields": {"word": "sesame"}}
CONTRACT = contract(security={"limits": [{"form": FORM, "accepted": 5}]})
KNOWN = contract(security={"limits": [{"form": FORM, "accepted": 5}], "cookies": {"sign_in": RIGHT}})


def often(*statuses: int | None, right: tuple[int | None, ...] = ()) -> TriedOften:
    return TriedOften((Tries("guess", statuses, right, 303),))


HELD = [*[401] * 5, *[429] * 10]
CASE = Case(
    "security/limit-holds-for-a-client",
    CONTRACT,
    clean=often(*HELD),
    broken=often(*[401] * 10, *[429] * 5),
)


def test_the_number_that_got_through_is_said() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.expected, problem.observed) == ("at most 5 taken", "10 of 15")


def test_words_that_nobody_refuses_are_tries_that_were_taken() -> None:
    assert CASE.problems(often(*[200] * 15))


def test_another_answer_than_the_refusal_is_a_try_that_was_taken() -> None:
    assert CASE.problems(often(*[401] * 5, *[500] * 10))


def test_a_right_one_that_is_let_in_beyond_the_limit_is_an_oracle() -> None:
    (problem,) = CASE.problems(often(*HELD, right=(303, 303, 303)))
    assert (problem.expected, problem.observed) == ("status 429", "status 303")


@pytest.mark.parametrize("right", [(303, 429), (303, 303, 429)])
def test_a_right_one_that_is_refused_beyond_the_limit_passes(right: tuple[int, ...]) -> None:
    assert CASE.finding(often(*HELD, right=right)).outcome is Outcome.PASSED


def test_fewer_are_fine_for_others_may_have_tried_before() -> None:
    assert CASE.problems(often(*[401] * 2, *[429] * 13)) == ()


@pytest.mark.parametrize(
    "seen",
    [
        often(*[429] * 15),
        often(*[403] * 15),
        often(*[503] * 15),
        often(*[401] * 3, *[None] * 12),
        often(*HELD, right=(401, 429)),
        often(*HELD, right=(429, 429)),
        often(*HELD, right=(303,)),
        often(*HELD, right=(303, None)),
        often(*HELD, right=(303, 303)),
    ],
)
def test_without_a_try_that_was_taken_and_a_right_one_nothing_is_established(seen: TriedOften) -> None:
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (
            often(401, 503, *[401] * 4, *[429] * 8, None),
            "(POST /enter) was answered otherwise than with 401 or 429: 503 to try 2, nothing to try 15",
        ),
        (
            often(*[401] * 5, *[503] * 7),
            "503 to try 6, 503 to try 7, 503 to try 8, 503 to try 9, 503 to try 10 and 2 more, of 12",
        ),
        (often(*[429] * 3), "guess (POST /enter): no try within the limit was taken, of 3"),
        (
            often(*HELD, right=(401, 429)),
            "guess (POST /enter) made rightly was answered with 401, not 303, before any other try",
        ),
    ],
)
def test_what_holds_says_which_try_of_which_form_it_was(seen: TriedOften, said: str) -> None:
    generous = contract(security={"limits": [{"form": FORM, "accepted": 20}]})
    assert said in replace(CASE, contract=generous).finding(seen).reason


def test_forms_of_one_name_are_told_apart() -> None:
    forms = [{key: value for key, value in FORM.items() if key != "name"} | {"path": f"/{n}"} for n in "ab"]
    both = contract(
        security={"limits": [{"form": forms[0], "accepted": 5}, {"form": forms[1], "accepted": 9}]}
    )
    seen = TriedOften((Tries("form", (*[401] * 9, *[429] * 9)), Tries("form", (*[401] * 9, *[429] * 9))))
    (problem,) = replace(CASE, contract=both).problems(seen)
    assert (problem.where, problem.expected) == ("tries of form (POST /a)", "at most 5 taken")

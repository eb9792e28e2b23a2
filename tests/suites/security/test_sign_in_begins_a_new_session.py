from __future__ import annotations

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.session_life import SessionLife
from tests.judging import Case
from tests.suites.security.test_session_ends_with_its_sign_out import CLOSED, CONTRACT, OPEN, WELL

CASE = Case(
    "security/sign-in-begins-a-new-session",
    CONTRACT,
    clean=WELL,
    broken=replace(WELL, brought=(OPEN,)),
)


def test_the_cookie_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "GET /mine with session from before the sign-in"


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (replace(WELL, offered=()), Outcome.INCONCLUSIVE),
        (replace(WELL, brought=(replace(CLOSED, within=False),)), Outcome.INCONCLUSIVE),
        (replace(WELL, brought=(replace(OPEN, without=True),)), Outcome.INCONCLUSIVE),
        (replace(WELL, signed_in=401, signed_in_again=401), Outcome.INCONCLUSIVE),
        (replace(WELL, signed_in_again=429), Outcome.INCONCLUSIVE),
        (replace(WELL, signed_in_again=500), Outcome.INCONCLUSIVE),
        (replace(WELL, signed_in_again=None), Outcome.INCONCLUSIVE),
        (replace(WELL, signed_in_again=400, brought=(replace(CLOSED, within=False),)), Outcome.PASSED),
    ],
)
def test_a_sign_in_that_refuses_strange_cookies_keeps_none_of_them(
    seen: SessionLife, expected: Outcome
) -> None:
    assert CASE.finding(seen).outcome is expected

from __future__ import annotations

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.observations.session_life import SessionsBegin
from tests.judging import Case
from tests.suites.security.test_session_ends_with_its_sign_out import CLOSED, CONTRACT, OPEN

CASE = Case(
    "security/sign-in-begins-a-new-session",
    CONTRACT,
    clean=SessionsBegin(303, ("session",), (CLOSED,)),
    broken=SessionsBegin(303, ("session",), (OPEN,)),
)


def test_the_cookie_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "GET /mine with session from before the sign-in"


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (SessionsBegin(303, (), (CLOSED,)), Outcome.INCONCLUSIVE),
        (SessionsBegin(303, ("session",), (replace(CLOSED, within=False),)), Outcome.INCONCLUSIVE),
        (SessionsBegin(303, ("session",), (replace(OPEN, without=True),)), Outcome.INCONCLUSIVE),
        (SessionsBegin(400, ("session",), (replace(CLOSED, within=False),)), Outcome.PASSED),
    ],
)
def test_a_sign_in_that_refuses_strange_cookies_keeps_none_of_them(
    seen: SessionsBegin, expected: Outcome
) -> None:
    assert CASE.finding(seen).outcome is expected

import pytest

from suites.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.examples import CONTRACT, FOREIGN, foreign, response, surface

CASE = Case(
    "security/foreign-origin-is-not-trusted",
    CONTRACT,
    clean=surface(),
    broken=surface(foreign=(foreign(allowed=FOREIGN, credentials="true"),)),
)


def test_the_origin_is_named() -> None:
    assert [p.where for p in CASE.problems(CASE.broken)] == [f"GET / with Origin {FOREIGN}"]


def test_null_is_an_origin_that_anybody_can_have() -> None:
    assert len(CASE.problems(surface(foreign=(foreign("null", "null", "true"),)))) == 1


@pytest.mark.parametrize(
    "answer",
    [
        foreign(allowed="*"),
        foreign(allowed=FOREIGN),
        foreign(allowed="https://own.example", credentials="true"),
        foreign(allowed="*", credentials="true"),
    ],
)
def test_what_a_browser_does_not_hand_out_passes(answer: object) -> None:
    assert CASE.problems(surface(foreign=(answer,))) == ()


def test_without_an_answer_nothing_is_established() -> None:
    silent = surface(foreign=(response(None, origin=FOREIGN),))
    assert CASE.finding(silent).outcome is Outcome.INCONCLUSIVE

from dataclasses import replace

import pytest

from gonogo.suites.config.observations.stack import RenderedProfile, RenderedService, RenderedStack
from tests.judging import Case
from tests.suites.config.stack import BOARD, CONTRACT, SHOP, rendered

CASE = Case(
    "config/every-profile-renders",
    CONTRACT,
    clean=rendered(),
    broken=rendered(replace(BOARD, profiles=("boards",))),
)


def test_a_profile_without_a_service_of_its_own_is_none() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("profile dashboards", "none")


def test_what_compose_refuses_is_shown_in_its_words() -> None:
    refused = RenderedProfile("", 1, "service board depends on undefined service store", ())
    (problem,) = CASE.problems(RenderedStack((refused,)))
    assert problem.where == "the stack without a profile"
    assert problem.observed == "exit 1: service board depends on undefined service store"


def test_each_profile_is_counted() -> None:
    assert CASE.finding(RenderedStack((RenderedProfile("", 0, "", (SHOP,)),))).examined == 1
    assert CASE.finding(CASE.clean).examined == 2


@pytest.mark.parametrize(
    ("status", "services", "observed"),
    [
        (0, (SHOP,), "none"),
        (0, (), "none"),
        (1, (), "exit 1: required variable BOARD_KEY is missing a value"),
        (15, (SHOP, BOARD), "exit 15: required variable BOARD_KEY is missing a value"),
    ],
    ids=["services went", "no service", "a variable of it alone", "refused and rendered"],
)
def test_a_profile_that_does_not_work(status: int, services: tuple[object, ...], observed: str) -> None:
    error = "required variable BOARD_KEY is missing a value"
    seen = RenderedProfile("dashboards", status, error, services)  # type: ignore[arg-type]
    assert [p.observed for p in CASE.problems(RenderedStack((seen,)))] == [observed]


@pytest.mark.parametrize(
    ("board", "error"),
    [
        (replace(BOARD, profiles=("debug", "dashboards")), ""),
        (BOARD, 'the attribute "version" is obsolete'),
        (replace(BOARD, image="board:no-such-version"), ""),
    ],
    ids=["one of two profiles", "a warning", "an image that nobody has"],
)
def test_a_profile_that_renders(board: RenderedService, error: str) -> None:
    assert CASE.problems(RenderedStack((RenderedProfile("dashboards", 0, error, (SHOP, board)),))) == ()

from dataclasses import replace

from gonogo.suites.config.observations.stack import RenderedProfile, RenderedStack
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

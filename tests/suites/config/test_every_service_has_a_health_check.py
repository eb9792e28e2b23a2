from dataclasses import replace

import pytest

from gonogo.suites.config.observations.stack import RenderedProfile, RenderedStack
from tests.judging import Case
from tests.suites.config.stack import BOARD, CONTRACT, MIGRATE, SHOP, rendered

CASE = Case(
    "config/every-service-has-a-health-check",
    CONTRACT,
    clean=rendered(),
    broken=rendered(replace(BOARD, check=())),
)


def test_each_service_is_examined_once() -> None:
    assert CASE.finding(CASE.clean).examined == 3


@pytest.mark.parametrize(
    "check",
    [
        ("CMD", "true"),
        ("CMD", "/bin/true"),
        ("CMD-SHELL", "curl --fail localhost || true"),
        ("CMD-SHELL", "curl --fail localhost || exit 0"),
        ("CMD-SHELL", "curl --fail localhost; exit 0"),
        ("CMD-SHELL", ":"),
    ],
)
def test_a_check_that_is_always_well_is_none(check: tuple[str, ...]) -> None:
    (problem,) = CASE.problems(rendered(replace(BOARD, check=check)))
    assert problem.expected == "a check that can fail"


@pytest.mark.parametrize(
    "check",
    [
        ("CMD-SHELL", "curl --fail localhost || exit 1"),
        ("CMD-SHELL", "curl --fail localhost && exit 0"),
        ("CMD-SHELL", "test $(ask) = true"),
        ("CMD", "ask", "--ready=true"),
    ],
)
def test_a_check_that_can_fail_is_one(check: tuple[str, ...]) -> None:
    assert CASE.problems(rendered(replace(BOARD, check=check))) == ()


def test_what_runs_once_is_not_restarted() -> None:
    (problem,) = CASE.problems(rendered(shared=(SHOP, replace(MIGRATE, restart="always"))))
    assert (problem.where, problem.observed) == ("service migrate", "restart: always")


def test_nothing_rendered_says_why() -> None:
    refused = RenderedStack((RenderedProfile("", 1, "no such file", ()),))
    assert "no such file" in CASE.finding(refused).reason

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.config.stack import CONTRACT, MIGRATE, SHOP, rendered

CASE = Case(
    "config/stop-grace-outlasts-the-drain",
    CONTRACT,
    clean=rendered(),
    broken=rendered(shared=(replace(SHOP, grace_seconds=5.0), MIGRATE)),
)


def test_the_drain_is_named_with_its_values() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.expected == "stop_grace_period above 13 s (SHOP_LAME_DUCK=3, SHOP_FINISH=10)"
    assert problem.observed == "5 s"


@pytest.mark.parametrize(("grace", "refused"), [(13.0, True), (13.5, False), (None, True)])
def test_the_period_is_above_the_drain(grace: float | None, *, refused: bool) -> None:
    seen = rendered(shared=(replace(SHOP, grace_seconds=grace),))
    assert bool(CASE.problems(seen)) is refused


def test_another_service_with_the_drain_is_held_to_it_too() -> None:
    (problem,) = CASE.problems(rendered(replace(SHOP, name="shop-next", grace_seconds=None)))
    assert problem.where == "service shop-next"


def test_a_release_without_the_variables_cannot_be_judged() -> None:
    finding = CASE.finding(rendered(shared=(replace(SHOP, drain=SHOP.drain[:1]),)))
    assert finding.outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("name", "value", "grace", "refused"),
    [
        ("SHOP_FINISH", "10s", 30.0, False),
        ("SHOP_FINISH", "10s", 12.0, True),
        ("SHOP_FINISH", "1m30s", 60.0, True),
        ("SHOP_FINISH", "500ms", 4.0, False),
        ("SHOP_FINISH", "PT10S", 14.0, False),
        ("SHOP_FINISH_MS", "10000", 14.0, False),
        ("SHOP_FINISH_MS", "10000", 12.0, True),
    ],
)
def test_a_drain_is_read_in_the_form_in_which_it_is_written(
    name: str, value: str, grace: float, *, refused: bool
) -> None:
    service = replace(SHOP, grace_seconds=grace, drain=(("SHOP_LAME_DUCK", "3"), (name, value)))
    assert CONTRACT.stack is not None
    stack = CONTRACT.stack.model_copy(update={"drain": ("SHOP_LAME_DUCK", name)})
    case = replace(CASE, contract=CONTRACT.model_copy(update={"stack": stack}))
    assert bool(case.problems(rendered(shared=(service,)))) is refused


def test_a_drain_that_is_no_number_is_refused() -> None:
    odd = replace(SHOP, drain=(("SHOP_LAME_DUCK", "soon"), ("SHOP_FINISH", "10")))
    (problem,) = CASE.problems(rendered(shared=(odd,)))
    assert "SHOP_LAME_DUCK=soon" in problem.observed


@pytest.mark.parametrize(
    ("signal", "promised", "refused"),
    [
        ("SIGKILL", None, True),
        ("9", None, True),
        ("SIGQUIT", None, False),
        ("SIGQUIT", "SIGTERM", True),
        ("TERM", "SIGTERM", False),
        ("", "SIGTERM", False),
        ("15", "SIGTERM", False),
        ("", "SIGINT", False),
    ],
)
def test_a_signal_at_which_it_does_not_drain_is_refused(
    signal: str, promised: str | None, refused: bool
) -> None:
    assert CONTRACT.stack is not None
    stack = CONTRACT.stack.model_copy(update={"stop_signal": promised})
    case = replace(CASE, contract=CONTRACT.model_copy(update={"stack": stack}))
    assert bool(case.problems(rendered(shared=(replace(SHOP, signal=signal),)))) is refused

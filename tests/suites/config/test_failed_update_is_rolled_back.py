from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.observations.updates import RenderedUpdates, Step, UpdatedService
from tests.judging import Case, contract
from tests.suites.config.stack import DEPLOYMENT

GOOD = Step("start-first", 1, "rollback", 45.0, 0.0)
SHOP = UpdatedService("shop", 2, GOOD, None, 36.0)
CONTRACT = contract(stack={"updates": {}}, deployment=DEPLOYMENT)
PAUSING = contract(stack={"updates": {"failure_action": "pause"}}, deployment=DEPLOYMENT)


def updating(**changes: object) -> RenderedUpdates:
    return RenderedUpdates((replace(SHOP, update=replace(GOOD, **changes)),))  # type: ignore[arg-type]


CASE = Case(
    "config/failed-update-is-rolled-back",
    CONTRACT,
    clean=RenderedUpdates((SHOP,)),
    broken=updating(monitor_seconds=5.0),
)


@pytest.mark.parametrize(
    ("changes", "expected", "observed"),
    [
        ({"monitor_seconds": 35.9}, "monitor of at least 36 s", "monitor: 35.9 s"),
        ({"failure_action": "pause"}, "failure_action: rollback", "failure_action: pause"),
        ({"failure_action": "continue"}, "failure_action: rollback", "failure_action: continue"),
        ({"max_failure_ratio": 1.0}, "max_failure_ratio below 0.5", "max_failure_ratio: 1"),
        ({"max_failure_ratio": 0.5}, "max_failure_ratio below 0.5", "max_failure_ratio: 0.5"),
        ({"max_failure_ratio": 0.75}, "max_failure_ratio below 0.5", "max_failure_ratio: 0.75"),
    ],
)
def test_what_lets_a_failed_update_pass_is_named(
    changes: dict[str, object], expected: str, observed: str
) -> None:
    (problem,) = CASE.problems(updating(**changes))
    assert problem.where == "service shop"
    assert problem.expected.startswith(expected)
    assert problem.observed == observed


def test_a_release_that_says_nothing_is_updated_by_the_defaults() -> None:
    seen = RenderedUpdates((replace(SHOP, update=Step()),))
    assert [p.observed for p in CASE.problems(seen)] == ["monitor: 5 s", "failure_action: pause"]


def test_good_updates_that_look_as_if_they_were_not_watched() -> None:
    quick = RenderedUpdates((replace(SHOP, update=replace(GOOD, monitor_seconds=6.0), check_seconds=6.0),))
    assert CASE.problems(quick) == ()
    assert CASE.problems(updating(max_failure_ratio=0.4)) == ()
    for tasks, ratio in ((10, 0.2), (1, 0.9), (3, 0.4), (None, 0.5)):
        some = replace(SHOP, replicas=tasks, update=replace(GOOD, max_failure_ratio=ratio))
        assert CASE.problems(RenderedUpdates((some,))) == ()
    unknown = replace(SHOP, update=replace(GOOD, monitor_seconds=5.0), check_seconds=None)
    assert CASE.problems(RenderedUpdates((unknown,))) == ()


def test_pausing_may_be_what_is_promised() -> None:
    case = replace(CASE, contract=PAUSING)
    assert case.problems(updating(failure_action="pause")) == ()
    assert [p.observed for p in case.problems(updating())] == ["failure_action: rollback"]


def test_what_is_not_rendered_is_not_judged() -> None:
    finding = CASE.finding(RenderedUpdates((), "no such file"))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "no such file" in finding.reason

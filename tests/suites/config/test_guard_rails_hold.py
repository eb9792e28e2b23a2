from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.config.refusals import CONTROL, GUARDED, starts

CASE = Case(
    "config/guard-rails-hold",
    contract(config={"guards": [{"name": "a default password", "environment": {"SHOP_PASSWORD": "shop"}}]}),
    clean=starts(),
    broken=starts(guarded=(replace(GUARDED, status=None, seconds=10.0),)),
)


def test_a_start_that_ends_with_0_is_no_refusal() -> None:
    (problem,) = CASE.problems(starts(guarded=(replace(GUARDED, status=0),)))
    assert (problem.where, problem.observed) == ("a default password", "exit 0")


def test_without_a_control_that_runs_nothing_is_established() -> None:
    assert CASE.finding(starts(control=(replace(CONTROL, status=1),))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "changes",
    [
        {"status": None, "output": ""},
        {"status": None, "output": "WARNING: a default password"},
        {"status": None, "seconds": 30.0, "output": "Debugger is active!"},
        {"status": 0, "output": "refused: a default password"},
    ],
    ids=["each is legal by itself", "a warning", "a server for the desk", "an error and a good end"],
)
def test_a_combination_that_is_not_refused(changes: dict[str, object]) -> None:
    second = replace(GUARDED, what="a database in memory", **changes)  # type: ignore[arg-type]
    assert [p.where for p in CASE.problems(starts(guarded=(GUARDED, second)))] == ["a database in memory"]


@pytest.mark.parametrize(
    ("status", "output"), [(1, ""), (78, "production needs another password"), (134, "core dumped")]
)
def test_any_end_but_a_good_one_is_a_refusal(status: int, output: str) -> None:
    """Also a crash, which may have another cause."""
    seen = starts(guarded=(replace(GUARDED, status=status, output=output),))
    assert CASE.finding(seen).outcome is Outcome.PASSED


def test_a_release_that_ends_at_its_database_and_refuses_before_it_holds_them() -> None:
    away = replace(CONTROL, status=1, seconds=4.0, output="connection refused: db:5432")
    assert CASE.finding(starts(control=(away,))).outcome is Outcome.PASSED
    assert len(CASE.problems(starts(control=(away,), guarded=(replace(GUARDED, status=0),)))) == 1

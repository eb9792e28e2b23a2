from dataclasses import replace

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

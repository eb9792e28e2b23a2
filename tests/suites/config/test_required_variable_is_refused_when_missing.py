from dataclasses import replace

from gonogo.core.finding import Outcome
from gonogo.suites.config.observations.starts import WrongStarts
from tests.judging import Case
from tests.suites.config.examples import BLANK, CLEAN, CONTRACT, CONTROL, MISSING

CASE = Case(
    "config/required-variable-is-refused-when-missing",
    CONTRACT,
    clean=CLEAN,
    broken=WrongStarts((CONTROL,), (replace(MISSING, status=None, seconds=10.0), replace(BLANK, status=0))),
)


def test_a_survivor_and_a_clean_exit_are_refused() -> None:
    observed = [p.observed for p in CASE.problems(CASE.broken)]
    assert observed == ["still running after 10.0 s", "exit 0"]


def test_without_a_control_that_runs_nothing_is_proven() -> None:
    dead = WrongStarts((replace(CONTROL, status=1),), CLEAN.starts)
    assert CASE.finding(dead).outcome is Outcome.INCONCLUSIVE

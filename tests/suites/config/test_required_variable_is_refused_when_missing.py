from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.observations.starts import WrongStart, WrongStarts
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


@pytest.mark.parametrize(
    "start",
    [
        replace(MISSING, status=None),
        replace(BLANK, status=None),
        replace(MISSING, status=None, output="WARNING: KEY is not set"),
        replace(BLANK, status=None, output="KEY: blank\nrestarting in 1 s"),
        replace(MISSING, status=0, output="KEY: missing; it is required"),
    ],
    ids=["read at first use", "a blank is a value", "a warning", "started again within", "a good end"],
)
def test_a_start_that_is_not_refused(start: WrongStart) -> None:
    other = replace(MISSING, variable="URL")
    assert [p.where for p in CASE.problems(WrongStarts((CONTROL,), (other, start)))] == [
        f"KEY {start.change}"
    ]


@pytest.mark.parametrize(
    ("status", "output"), [(78, "KEY: missing"), (1, "Traceback\nKeyError"), (137, "Killed")]
)
def test_any_end_but_a_good_one_is_a_refusal(status: int, output: str) -> None:
    """Also one that was killed, which may have another cause."""
    seen = WrongStarts((CONTROL,), (replace(MISSING, status=status, output=output), BLANK))
    assert CASE.finding(seen).outcome is Outcome.PASSED

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.observations.starts import WrongStarts
from tests.judging import Case
from tests.suites.config.examples import CLEAN, CONTRACT, CONTROL, LOUD

CASE = Case(
    "config/bad-value-is-refused",
    CONTRACT,
    clean=CLEAN,
    broken=WrongStarts((CONTROL,), (replace(LOUD, status=None),)),
)


def test_the_problem_names_variable_and_value() -> None:
    assert [p.where for p in CASE.problems(CASE.broken)] == ['LEVEL="loud"']


@pytest.mark.parametrize(
    "changes",
    [
        {"status": None, "output": ""},
        {"status": None, "output": "LEVEL: 'loud' is not a level, using info"},
        {"status": None, "seconds": 10.0, "output": "checking ..."},
        {"status": 0},
        {"status": 0, "output": "LEVEL: 'loud' is not a level\nusage: shop [options]"},
    ],
    ids=["in silence", "with a warning", "found out later", "a good end", "an error and a good end"],
)
def test_a_bad_value_that_is_not_refused(changes: dict[str, object]) -> None:
    seen = WrongStarts((CONTROL,), (LOUD, replace(LOUD, change='"9"', **changes)))  # type: ignore[arg-type]
    assert [p.where for p in CASE.problems(seen)] == ['LEVEL="9"']


@pytest.mark.parametrize(
    ("status", "output"),
    [
        (78, "LEVEL: 'loud' is not a level"),
        (1, "Traceback\nValueError: loud"),
        (1, ""),
        (139, "Segmentation fault"),
    ],
)
def test_any_end_but_a_good_one_is_a_refusal(status: int, output: str) -> None:
    """Also a crash, which may have another cause; who names the variable is another rule's."""
    seen = WrongStarts((CONTROL,), (replace(LOUD, status=status, output=output),))
    assert CASE.finding(seen).outcome is Outcome.PASSED

from dataclasses import replace

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

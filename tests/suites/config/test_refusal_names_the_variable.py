from dataclasses import replace

from gonogo.suites.config.observations.starts import WrongStarts
from tests.judging import Case
from tests.suites.config.examples import CLEAN, CONTRACT, CONTROL, MISSING

CASE = Case(
    "config/refusal-names-the-variable",
    CONTRACT,
    clean=CLEAN,
    broken=WrongStarts((CONTROL,), (replace(MISSING, output="Traceback: KeyError"),)),
)


def test_silence_is_refused() -> None:
    silent = WrongStarts((CONTROL,), (replace(MISSING, output=""),))
    assert [p.observed for p in CASE.problems(silent)] == ["no output"]

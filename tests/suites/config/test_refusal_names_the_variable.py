from dataclasses import replace

import pytest

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


def test_another_variable_is_not_this_one() -> None:
    others = ("OTHER_KEY: missing", "KEY_FILE: missing", "KEY2 is missing")
    for said in others:
        seen = WrongStarts((CONTROL,), (replace(MISSING, output=said),))
        assert [p.expected for p in CASE.problems(seen)] == ["its name in the output"]


@pytest.mark.parametrize(
    "said", ["\x1b[31mKEY\x1b[0m: missing", '{"msg": "\\nKEY: missing"}', "$KEY", "KEY=<secret>"]
)
def test_a_name_is_read_in_any_colour(said: str) -> None:
    assert CASE.problems(WrongStarts((CONTROL,), (replace(MISSING, output=said),))) == ()


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("1 validation error for Settings\nsigning_key\n  Field required", True),
        ("    Property: app.signing-key\n    Value: null", True),
        ("could not bind properties under 'app.signing-key'", True),
        ('  File "app.py", line 3\n    key = settings.signing_key\nTypeError: None', False),
        ("1 validation error for Settings\nother_signing_key\n  Field required", False),
    ],
)
def test_a_library_calls_it_in_its_own_way(said: str, *, named: bool) -> None:
    for variable in ("SIGNING_KEY", "APP_SIGNING_KEY"):
        if ("app." in said) is (variable == "APP_SIGNING_KEY"):
            seen = WrongStarts((CONTROL,), (replace(MISSING, variable=variable, output=said),))
            assert (CASE.problems(seen) == ()) is named


def test_a_list_of_all_variables_names_none() -> None:
    said = "12:00:01 error 7: check LEVEL, KEY and URL"
    starts = tuple(replace(MISSING, variable=name, output=said) for name in ("LEVEL", "KEY", "URL"))
    problems = CASE.problems(WrongStarts((CONTROL,), starts))
    assert [p.where for p in problems] == ["LEVEL missing", "KEY missing", "URL missing"]
    one = replace(starts[0], output=f"{said}; LEVEL is missing")
    assert CASE.problems(WrongStarts((CONTROL,), (one, *starts[1:]))) == ()
    assert CASE.problems(WrongStarts((CONTROL,), starts[:2])) == ()


def test_a_secret_is_not_told() -> None:
    told = replace(MISSING, told=("OTHER_KEY",))
    (problem,) = CASE.problems(WrongStarts((CONTROL,), (told,)))
    assert problem.observed == "it tells OTHER_KEY"

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.experiments.variables import odd_ends, read_as_another, texts_of, unset_in
from gonogo.suites.config.observations.variables import FilledIn, OddValue
from tests.judging import Case, contract

DEPLOYMENT = {"compose": {"service": "shop", "port": 80, "entry_service": "shop", "entry_port": 80}}
CONTRACT = contract(stack={"variables": {}}, deployment=DEPLOYMENT)
CLEAN = FilledIn(0, "", ("LEVEL of till", "PORT of till"))
CASE = Case(
    "config/variables-have-their-values", CONTRACT, clean=CLEAN, broken=replace(CLEAN, unset=("word",))
)


def test_what_nobody_set_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("$word", "empty, for nobody set it")


def test_what_has_quotes_is_named_with_its_service() -> None:
    (problem,) = CASE.problems(replace(CLEAN, odd=(OddValue("till", "LEVEL", "quotes around it"),)))
    assert (problem.where, problem.observed) == ("LEVEL of till", "quotes around it")


def test_exceptions_are_by_name() -> None:
    made = contract(stack={"variables": {"empty": ["word"], "quoted": ["LEVEL"]}}, deployment=DEPLOYMENT)
    seen = replace(CASE.broken, odd=(OddValue("till", "LEVEL", "quotes around it"),))
    assert replace(CASE, contract=made).finding(seen).outcome is Outcome.PASSED


def test_files_that_compose_refuses_show_nothing() -> None:
    finding = CASE.finding(FilledIn(15, "services.till must be a mapping", ()))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "must be a mapping" in finding.reason


@pytest.mark.parametrize(
    ("value", "odd"),
    [
        ("info", []),
        ("", []),
        ('"info"', ["quotes around it"]),
        ("'info'", ["quotes around it"]),
        ('"', []),
        ('say "so"', []),
        ('"a","b"', []),
        ('["a", "b"]', []),
        ('{"a": "b"}', []),
        ("info ", ["blanks around it"]),
        (" info", ["blanks around it"]),
        ("info\r", ["a carriage return at its end"]),
        ('"info"\r', ["a carriage return at its end", "quotes around it"]),
        ("two words", []),
        ("-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n", []),
        ("one\ntwo\n\n", ["blanks around it"]),
        ("word\n", ["blanks around it"]),
    ],
)
def test_a_value_is_odd_by_what_stands_around_it(value: str, odd: list[str]) -> None:
    assert list(odd_ends(value)) == odd


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ('level=warning msg="The \\"def\\" variable is not set. Defaulting to a blank."', ("def",)),
        ('WARN[0000] The "def" variable is not set. Defaulting to a blank string.', ("def",)),
        (
            'The "a" variable is not set\nThe "b" variable is not set\nThe "a" variable is not set',
            ("a", "b"),
        ),
        ("the attribute `version` is obsolete", ()),
    ],
)
def test_composes_own_warnings_name_what_is_not_set(said: str, names: tuple[str, ...]) -> None:
    assert unset_in(said) == names


@pytest.mark.parametrize(
    ("written", "value", "odd"),
    [
        ("A_VERSION: 3.10", "3.1", True),
        ("A_VERSION: '3.10'", "3.10", False),
        ("A_SECONDS: 3.10", "3.1", False),
        ("A_SECONDS: 1.0", "1", False),
        ("A_MODE: 0777", "511", True),
        ("A_DATE: 2026-01-01", "2026-01-01 00:00:00 +0000 UTC", True),
        ("A_SIZE: 1_000", "1000", False),
        ("A_SIZE: 0x1F", "31", False),
        ("A_SIZE: 1e3", "1000", False),
        ("A_SIZE: 1e3", "1e+03", False),
        ("A_REVISION: 12e4", "120000", True),
        ("A_IMAGE: 4821e67", "4.821e+70", True),
        ('A_IMAGE: "4821e67"', "4821e67", False),
        ("A_IMAGE: 4821f67", "4821f67", False),
        ("A_TOKEN_SECONDS: 1.50", "1.5", False),
        ("A_TOKEN: 1.50", "1.5", True),
        ("A_VERSION: 3.$MINOR", "3.1", False),
        ("- A_VERSION=3.10", "3.10", False),
        ("other: 3.10", "3.1", False),
        ("A_CALL: +4930952289", "4930952289", True),
        ("A_CALL: '+4930952289'", "+4930952289", False),
        ("- A_CALL=+4930952289", "+4930952289", False),
        ("A_CALL: +49 30 95", "+49 30 95", False),
        ("A_PHONE_NUMBER: +1_555", "1555", True),
        ("A_PHONE_SECONDS: 1.50", "1.5", False),
        ("A_PHP: 8.10", "8.1", True),
        ("A_STEP: +5", "5", False),
        ("A_STEP: +1.5", "1.5", False),
        ("A_OFFSET: +0200", "128", True),
        ("A_SIZE: 0X1F", "31", False),
        ("A_SIZE: 0x_1F", "31", False),
        ("A_COLOUR: 0xFF8800", "16746496", True),
        ("A_UMASK: 0o022", "18", True),
        ("A_UMASK: 002", "2", False),
        ("A_UMASK: 022", "18", True),
        ("A_HOUR: 08", "8", False),
        ("A_AREA: 089", "89", True),
        ("A_TICKET: 0018952", "18952", True),
        ("A_TICKET: 00007", "7", True),
        ("A_PIN: 0007", "7", True),
        ("A_TRAIN: 2026_11", "202611", True),
        ("A_TRAIN: 1__0", "10", True),
        ("A_ROWS: 10_00_000", "1000000", False),
        ("A_ROWS: 1_000.5", "1000.5", False),
        ("A_ROWS: 123456789012345678901234567890", "1.2345678901234568e+29", True),
        ("A_ROWS: 100000000000000000000", "1e+20", True),
        ("A_RATIO: 3.141592653589793238", "3.141592653589793", False),
        ("A_RATIO: .5", "0.5", False),
        ("A_RATIO: 5.", "5", False),
        ("A_BYTES: 1000000.0", "1e+06", False),
        ("A_DATE: 2026-1-3", "2026-01-03 00:00:00 +0000 UTC", True),
        ("A_DATE: 2026-11-30T10:00:00Z", "2026-11-30 10:00:00 +0000 UTC", True),
        ("A_DATE: '2026-11-30'", "2026-11-30", False),
        ("A_TIME: 22:22", "22:22", False),
        ("A_QUIET: no", "no", False),
        ("A_QUIET: no", "false", True),
        ("A_QUIET: True", "true", False),
        ("A_QUIET: true", "true", False),
        ("A_HOME: ~", None, True),
        ("A_HOME: ~", "/root", True),
        ("A_HOME: '~'", "~", False),
        ("A_HOME:", None, False),
        ("A_LEVEL: ~", None, False),
        ("A_CALL: &call +4930952289", "4930952289", True),
    ],
)
def test_what_yaml_reads_as_another_text_is_odd(written: str, value: str | None, odd: bool) -> None:
    name = written.lstrip("- ").replace("=", ":").partition(":")[0]
    name = name if name.startswith("A_") else "A_VERSION"
    file = f"services:\n  till:\n    environment:\n      {written}\n"
    assert bool(list(read_as_another(name, value, texts_of([file]).get(name, frozenset())))) is odd

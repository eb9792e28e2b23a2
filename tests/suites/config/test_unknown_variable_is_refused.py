from dataclasses import replace

import pytest

from gonogo.contract.config import Config
from gonogo.core.finding import Outcome
from gonogo.suites.config.experiments.refusals import known_variables, misspelt, unheard_of
from tests.judging import Case, contract
from tests.suites.config.refusals import CONTROL, UNKNOWN, starts

CASE = Case(
    "config/unknown-variable-is-refused",
    contract(config={"prefix": "SHOP_", "required": ["SHOP_URL"]}),
    clean=starts(),
    broken=starts(unknown=(replace(UNKNOWN, status=None),)),
)


@pytest.mark.parametrize(
    ("status", "output"), [(None, "SHOP_UL"), (0, "SHOP_UL"), (1, "some variable is wrong")]
)
def test_a_start_that_survives_or_hides_the_name_is_refused(status: int | None, output: str) -> None:
    (problem,) = CASE.problems(starts(unknown=(replace(UNKNOWN, status=status, output=output),)))
    assert problem.where == "SHOP_UL beside SHOP_URL"


def test_without_a_control_that_runs_nothing_is_established() -> None:
    assert CASE.finding(starts(control=(replace(CONTROL, status=1),))).outcome is Outcome.INCONCLUSIVE


def test_the_misspelling_is_another_name_with_the_prefix() -> None:
    assert misspelt("SHOP_URL") == "SHOP_UL"


def test_one_that_resembles_none_has_the_prefix_and_another_end_each_time() -> None:
    config = Config(prefix="SHOP_", required=("SHOP_URL",))
    (first,), (second,) = unheard_of(config), unheard_of(config)
    assert first.startswith("SHOP_")
    assert first != second
    assert unheard_of(Config(required=("URL",))) == []


def test_each_variable_is_misspelt_that_the_contract_names_anywhere() -> None:
    made = contract(
        config={
            "prefix": "SHOP_",
            "required": ["SHOP_URL", "PORT"],
            "bad_values": {"SHOP_LEVEL": ["loud"]},
            "guards": [{"name": "a desk", "environment": {"SHOP_MAIL_HOST": "", "SHOP_URL": None}}],
        }
    )
    assert made.config
    assert known_variables(made.config) == ["SHOP_LEVEL", "SHOP_MAIL_HOST", "SHOP_URL"]


@pytest.mark.parametrize(
    ("status", "output"),
    [
        (None, ""),
        (None, "WARNING: SHOP_5A21 is unknown and ignored"),
        (1, "1 unknown variable"),
        (1, "SHOP_UL: did you mean SHOP_URL?"),
        (1, ""),
    ],
    ids=["in silence", "a warning", "a number", "another's name", "no word"],
)
def test_one_that_resembles_none_is_refused_by_its_name_as_well(status: int | None, output: str) -> None:
    other = replace(UNKNOWN, what="SHOP_5A21", near="those that are known", status=status, output=output)
    assert [p.where for p in CASE.problems(starts(unknown=(UNKNOWN, other)))] == [
        "SHOP_5A21 beside those that are known"
    ]


@pytest.mark.parametrize(
    "output",
    ["unknown: SHOP_A, SHOP_UL", '{"error": "SHOP_UL", "exit": 78}', "\x1b[31mSHOP_UL\x1b[0m: unknown"],
    ids=["one of several", "within JSON", "in colours"],
)
def test_a_name_anywhere_in_the_last_words_is_named(output: str) -> None:
    seen = starts(unknown=(replace(UNKNOWN, status=78, output=output),))
    assert CASE.finding(seen).outcome is Outcome.PASSED

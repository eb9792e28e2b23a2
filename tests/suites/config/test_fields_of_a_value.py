"""Fields of a variable in JSON are made null or blank one by one, in what the release is started with."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.experiments.refusals import known_variables
from gonogo.suites.config.experiments.starts import start_with_wrong_environment
from gonogo.suites.config.observations.starts import WrongStarts
from tests.judging import Case, contract, done
from tests.suites.config.examples import CONTROL, LOUD
from tests.suites.config.test_trials import Target

KEYS: list[dict[str, Any]] = [
    {"name": "a", "key": "${SHOP_KEY}", "rights": ["read"], "note": "x"},
    {"name": "b", "key": "${SHOP_PIN}", "rights": ["read", "write"], "note": None},
]


def promised(name: str, *values: str) -> Any:
    local = {"command": ["shop"], "environment": {"SHOP_KEYS": json.dumps(KEYS)}}
    bad = {name: list(values)}
    return contract(config={"bad_values": bad, "prefix": "SHOP_"}, deployment={"local": local})


def tried(name: str, *values: str) -> dict[str, Any]:
    target: Any = Target()
    target.kind = "local"
    seen = done(start_with_wrong_environment, target, promised(name, *values))
    assert {start.variable for start in seen.starts} == {"SHOP_KEYS"}
    texts = [json.loads(made["SHOP_KEYS"]) for made, _ in target.waits]
    return dict(zip([start.change for start in seen.starts], texts, strict=True))


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("SHOP_KEYS/*/rights", ["0/rights"]),
        ("SHOP_KEYS/1/rights", ["1/rights"]),
        ("SHOP_KEYS/*/*", ["0/name", "0/key", "0/rights"]),
        ("SHOP_KEYS/**", ["0", "0/name", "0/key", "0/rights", "0/rights/0"]),
        ("SHOP_KEYS/*/rights/**", ["0/rights/0"]),
    ],
    ids=["named", "of one entry", "each of an entry", "each", "each below"],
)
def test_of_fields_that_are_alike_one_is_tried(name: str, places: list[str]) -> None:
    """What is null in any of them, as the note, is not: the release has started with it."""
    assert list(tried(name, "null")) == [f"null at {place}" for place in places]


def test_all_else_stays_as_it_is() -> None:
    made = tried("SHOP_KEYS/*/rights", "null", '""', "[]")
    assert made == {
        "null at 0/rights": [{**KEYS[0], "rights": None}, KEYS[1]],
        '"" at 0/rights': [{**KEYS[0], "rights": ""}, KEYS[1]],
        "[] at 0/rights": [{**KEYS[0], "rights": []}, KEYS[1]],
    }


def test_what_is_false_is_not_what_is_0() -> None:
    local = {"command": ["shop"], "environment": {"SHOP_KEYS": '{"most": 0}'}}
    made = contract(config={"bad_values": {"SHOP_KEYS/most": ["false"]}}, deployment={"local": local})
    target: Any = Target()
    target.kind = "local"
    assert [s.change for s in done(start_with_wrong_environment, target, made).starts] == ["false at most"]


def test_a_field_that_may_be_null_is_named_by_its_place() -> None:
    case = Case(
        "config/bad-value-is-refused",
        promised("SHOP_KEYS/*/rights", "null"),
        clean=WrongStarts((CONTROL,), (LOUD,)),
        broken=WrongStarts((CONTROL,), (CONTROL.__class__("SHOP_KEYS", "null at 0/rights", None, 10.0, ""),)),
    )
    assert [p.where for p in case.problems(case.broken)] == ["SHOP_KEYS=null at 0/rights"]
    assert case.finding(case.clean).outcome is Outcome.PASSED


def test_the_variable_of_a_field_is_misspelt_and_not_the_field() -> None:
    assert known_variables(promised("SHOP_KEYS/*/rights", "null").config) == ["SHOP_KEYS"]

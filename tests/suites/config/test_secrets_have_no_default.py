from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.observations.stack import WithoutSecret, WithoutSecrets
from tests.judging import Case
from tests.suites.config.stack import CONTRACT

REFUSED = WithoutSecret("SHOP_KEY", "missing", 1, "required variable SHOP_KEY is missing a value")
RENDERED = WithoutSecret("SHOP_KEY", "missing", 0, "")

CASE = Case(
    "config/secrets-have-no-default",
    CONTRACT,
    clean=WithoutSecrets(0, "", (REFUSED,)),
    broken=WithoutSecrets(0, "", (RENDERED,)),
)


def test_the_secret_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("SHOP_KEY missing", "compose renders")


def test_a_refusal_for_another_reason_is_none() -> None:
    (problem,) = CASE.problems(WithoutSecrets(0, "", (replace(REFUSED, error="yaml: line 3"),)))
    assert problem.observed == "exit 1: yaml: line 3"


def test_without_a_control_nothing_is_known() -> None:
    finding = CASE.finding(WithoutSecrets(1, "no such file", (REFUSED,)))
    assert (finding.outcome, finding.reason) == (
        Outcome.INCONCLUSIVE,
        "compose refuses with every secret set: no such file",
    )


@pytest.mark.parametrize(
    "second",
    [
        RENDERED,
        replace(RENDERED, change="blank"),
        replace(RENDERED, error='The "SHOP_KEY" variable is not set. Defaulting to a blank string.'),
        replace(REFUSED, error="required variable SHOP_PASSWORD is missing a value"),
        replace(REFUSED, error="env file .env not found"),
    ],
    ids=["a default", "set and blank", "blank, with a warning", "another's name", "no name"],
)
def test_a_secret_that_is_not_asked_for(second: WithoutSecret) -> None:
    assert len(CASE.problems(WithoutSecrets(0, "", (REFUSED, second)))) == 1


@pytest.mark.parametrize(
    "error",
    [
        "required variable SHOP_KEY is missing a value: openssl rand -hex 32",
        'warning: "version" is obsolete\nservices.shop: required variable SHOP_KEY is missing a value',
        "required variable SHOP_KEY_OLD is missing a value",
    ],
    ids=["with a hint", "beside a warning", "another whose name begins so, which is not told apart"],
)
def test_a_refusal_that_holds_its_name_passes(error: str) -> None:
    seen = WithoutSecrets(0, "a warning", (replace(REFUSED, error=error),))
    assert CASE.finding(seen).outcome is Outcome.PASSED

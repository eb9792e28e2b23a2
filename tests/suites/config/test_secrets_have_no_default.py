from dataclasses import replace

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

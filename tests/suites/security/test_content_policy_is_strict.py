import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.security.examples import SECURITY, response, surface

STRICT = "default-src 'none'; frame-ancestors 'none'"


def sending(*policies: str) -> object:
    return surface(response(headers=tuple(("content-security-policy", policy) for policy in policies)))


CASE = Case(
    "security/content-policy-is-strict",
    contract(security=SECURITY | {"strict_content_policy": True}),
    clean=sending(STRICT),
    broken=sending("default-src 'self' 'unsafe-inline'; frame-ancestors 'none'"),
)


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("default-src 'none'", "may be framed"),
        ("frame-ancestors 'none'", "script of any origin"),
        ("script-src *; frame-ancestors 'self'", "script from *"),
        ("default-src https:; frame-ancestors 'self'", "script from https:"),
        ("script-src 'self' 'unsafe-eval'; frame-ancestors 'self'", "script from 'unsafe-eval'"),
        ("", "no policy"),
    ],
)
def test_what_a_policy_lets_in_is_named(policy: str, said: str) -> None:
    assert [p.observed for p in CASE.problems(sending(policy))] == [said]


@pytest.mark.parametrize(
    "policy",
    [
        "script-src 'self' 'nonce-abc' 'unsafe-inline'; frame-ancestors 'none'",
        "default-src *; script-src 'self'; frame-ancestors 'none'",
        "default-src 'self'; style-src 'unsafe-inline'; FRAME-ANCESTORS 'self'",
    ],
)
def test_a_policy_that_holds_passes(policy: str) -> None:
    assert CASE.problems(sending(policy)) == ()


def test_several_policies_hold_together() -> None:
    assert CASE.problems(sending("script-src 'self'", "frame-ancestors 'none'", STRICT)) == ()


def test_without_an_answer_nothing_is_established() -> None:
    assert CASE.finding(surface(response(None))).outcome is Outcome.INCONCLUSIVE

import base64
import json
import time
from dataclasses import replace

import jwt
import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.forgery import decoded, forgeries
from tests.judging import Case
from tests.suites.security.access import CONTRACT, FORGED, VALID, tried

CASE = Case(
    "security/forged-tokens-are-refused",
    CONTRACT,
    clean=tried(),
    broken=tried(forged=(FORGED, replace(FORGED, what="algorithm none", status=200))),
)


def test_without_a_genuine_token_that_works_nothing_is_established() -> None:
    assert CASE.finding(tried(valid=(replace(VALID, status=401),))).outcome is Outcome.INCONCLUSIVE


def test_a_genuine_token_has_to_work_where_the_forged_ones_went() -> None:
    elsewhere = tried(valid=(replace(VALID, source="shop-1"), replace(VALID, status=503)))
    assert CASE.finding(elsewhere).outcome is Outcome.INCONCLUSIVE


def test_a_forged_token_without_an_answer_is_not_a_refusal() -> None:
    silent = tried(forged=(FORGED, replace(FORGED, status=None)))
    assert CASE.finding(silent).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("status", [200, 403, 500])
def test_anything_but_the_refusal_is_a_problem(status: int) -> None:
    (problem,) = CASE.problems(tried(forged=(replace(FORGED, status=status),)))
    assert problem.observed == f"status {status}"


def _part(content: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def test_every_forgery_differs_and_none_is_the_genuine_token() -> None:
    genuine = f"{_part({'alg': 'EdDSA', 'kid': 'k'})}.{_part({'sub': 'jane', 'exp': 1})}.c2lnbmF0dXJl"
    key = {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
    made = forgeries(genuine, [key, {"kty": "odd", "y": "AQID"}])
    tokens = [token for _, token in made]
    whats = [what for what, _ in made]
    assert whats.count("HS256 with the public key as PEM") == 1
    assert whats.count("HS256 with the public key as JSON") == 2
    assert len({*tokens, genuine}) == len(made) + 1
    assert {decoded(token.split(".")[0])["alg"] for token in tokens} >= {"EdDSA", "HS256", "none"}


@pytest.mark.parametrize(
    ("algorithm", "tried"), [("HS256", "HS256"), ("HS512", "HS512"), ("EdDSA", "HS256"), (["odd"], "HS256")]
)
def test_secrets_of_manuals_are_tried_with_the_algorithm_of_the_service(
    algorithm: object, tried: str
) -> None:
    claims = {"sub": "jane", "aud": "shop", "exp": int(time.time()) + 600}
    genuine = f"{_part({'alg': algorithm})}.{_part(claims)}.c2lnbmF0dXJl"
    forged = dict(forgeries(genuine, []))[f"{tried} with the well-known secret 'changeme'"]
    assert jwt.decode(forged, "changeme", algorithms=[tried], audience="shop") == claims

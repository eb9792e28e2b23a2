import json
import time
from dataclasses import replace

import jwt
import pytest

from gonogo.contract.access import Signing
from gonogo.core.finding import Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.forgery import decoded
from gonogo.suites.security.experiments.signed import endless, invalid, signed, try_signed_tokens
from gonogo.suites.security.observations.access import TokenUse
from gonogo.suites.security.observations.signed import SignedTokens
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.access import TOKENS
from tests.suites.shop import ShopTarget

SIGNING = {"algorithm": "HS256", "key": "a-shared-secret-of-a-shop-for-its-tokens"}
CONTRACT = contract(credentials={"jane": {"value": "x"}}, security={"tokens": TOKENS | {"signing": SIGNING}})
CONTROL = TokenUse("unchanged", "entry", 200, "")
EXPIRED = TokenUse("an exp of ten minutes ago", "entry", 401, "")
CASE = Case(
    "security/invalid-claims-are-refused",
    CONTRACT,
    clean=SignedTokens((CONTROL,), (EXPIRED,)),
    broken=SignedTokens((CONTROL,), (EXPIRED, replace(EXPIRED, what="another aud", status=200))),
)
CLAIMS = {"sub": "jane", "exp": 10_000, "aud": "shop", "iss": "https://id.example"}


def test_the_claim_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.observed) == ("a signed token with another aud", "status 200")


@pytest.mark.parametrize("status", [401, 500, None])
def test_without_a_control_that_works_a_refusal_says_nothing(status: int | None) -> None:
    seen = SignedTokens((replace(CONTROL, status=status),), (EXPIRED,))
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


def test_an_invalid_token_without_an_answer_is_not_a_refusal() -> None:
    seen = SignedTokens((CONTROL,), (replace(EXPIRED, status=None),))
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


def test_each_token_has_one_thing_wrong_and_what_is_not_used_is_not_tried() -> None:
    every = [what for what, _, _ in invalid({"alg": "EdDSA", "typ": "at+jwt"}, CLAIMS, 5_000)]
    assert every == [
        "an exp of ten minutes ago", "an nbf in ten minutes",
        "another aud", "the beginning of the aud", "the end of the aud", "more than the aud",
        "another iss", "the beginning of the iss", "the end of the iss", "more than the iss",
        "a list of issuers, the last the right one", "a list of issuers, the first the right one",
        "no aud", "another typ",
    ]  # fmt: skip
    few = [what for what, _, _ in invalid({"alg": "HS256", "typ": "JWT"}, {"sub": "jane"}, 5_000)]
    assert few == ["an exp of ten minutes ago", "an nbf in ten minutes"]


def test_a_token_without_an_end_is_tried_where_its_type_requires_one() -> None:
    ((what, header, claims),) = endless({"alg": "HS256", "typ": "at+jwt"}, CLAIMS)
    assert (what, header["typ"]) == ("no exp", "at+jwt")
    assert claims == {name: value for name, value in CLAIMS.items() if name != "exp"}
    assert [*endless({"alg": "HS256", "typ": "JWT"}, CLAIMS)] == []
    assert [*endless({"alg": "HS256"}, CLAIMS)] == []


@pytest.mark.parametrize(("algorithm", "key"), [("HS256", SIGNING["key"]), ("EdDSA", "5a" * 32)])
def test_what_is_signed_has_the_header_and_the_claims(algorithm: str, key: str) -> None:
    signing = Signing.model_validate({"algorithm": algorithm, "key": key})
    head, body, _ = signed(signing, key, {"alg": algorithm, "kid": "k", "typ": "at+jwt"}, CLAIMS).split(".")
    assert decoded(head) == {"alg": algorithm, "kid": "k", "typ": "at+jwt"}
    assert decoded(body) == CLAIMS


class _Guard(Handler):
    """Gives out a token, and takes those that have not come to their end; it may remember, or be lenient."""

    key = "a-secret-of-the-shop-that-is-long-enough"
    remembers: bool
    leeway: float
    known: set[str]

    def respond(self) -> None:
        if self.command == "POST":
            claims = {"sub": "jane", "exp": int(time.time()) + 300}
            token = jwt.encode(claims, self.key, algorithm="HS256")
            self.answer(200, json.dumps({"access_token": token}), "application/json")
            return
        token = self.headers["Authorization"].removeprefix("Bearer ")
        try:
            jwt.decode(token, self.key, algorithms=["HS256"], leeway=self.leeway)
        except jwt.PyJWTError:
            self.answer(200 if self.remembers and token in self.known else 401, "", "text/plain")
            return
        self.known.add(token)
        self.answer(200, "", "text/plain")


@pytest.mark.parametrize(
    ("remembers", "leeway", "outlived"),
    [
        (True, 0.0, [200]),
        (False, 0.0, [401]),
        (False, 60.0, []),
    ],
)
def test_a_token_is_used_before_its_end_and_after_it(
    remembers: bool, leeway: float, outlived: list[int]
) -> None:
    promised = contract(
        security={
            "tokens": {
                "issue": {"method": "POST", "path": "/tokens"},
                "protected": {"path": "/things"},
                "signing": {"algorithm": "HS256", "key": _Guard.key},
            }
        }
    )
    with Loopback(_Guard, remembers=remembers, leeway=leeway, known=set()) as server:
        target = ShopTarget(server.url, promised)
        target.context.secrets = Secrets({})  # type: ignore[misc]
        seen = done(try_signed_tokens, target, promised)
    assert [use.status for use in seen.invalid if "since it was used" in use.what] == outlived


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ({"type": "access"}, "refresh"),
        ({"token_type": "access"}, "refresh"),
        ({"token_use": "access"}, "refresh"),
        ({"typ": "ACCESS"}, "REFRESH"),
        ({"tokenType": "Access_Token"}, "Refresh_Token"),
        ({"use": "access-token"}, "refresh-token"),
        ({"type": "user"}, None),
        ({"type": ["access"]}, None),
        ({"typ": "Bearer"}, None),
        ({"token_type": "Bearer"}, None),
        ({"type": "accessory"}, None),
        ({"scope": "access"}, None),
        ({"role": "access"}, None),
    ],
)
def test_the_kind_of_a_token_is_tried_where_it_says_one(claim: dict[str, object], other: str | None) -> None:
    (name,) = claim
    tried = {what: claims for what, _, claims in invalid({"typ": "JWT"}, {"sub": "jane"} | claim, 5_000)}
    refreshing = tried.get(f"the claim {name} of a refresh token")
    assert refreshing == (None if other is None else {"sub": "jane", name: other})
    assert len(tried) == (2 if other is None else 3)


class _Kinds(Handler):
    """Gives out a token that says its kind, and takes what the key has signed: of any kind, or of its own."""

    key = "a-secret-of-the-shop-that-is-long-enough"
    claim: str
    looks: bool

    def respond(self) -> None:
        if self.command == "POST":
            claims = {"sub": "jane", self.claim: "access", "exp": int(time.time()) + 300}
            token = jwt.encode(claims, self.key, algorithm="HS256")
            self.answer(200, json.dumps({"access_token": token}), "application/json")
            return
        try:
            token = self.headers["Authorization"].removeprefix("Bearer ")
            claims = jwt.decode(token, self.key, algorithms=["HS256"])
        except jwt.PyJWTError:
            claims = {}
        taken = claims.get(self.claim) == "access" if self.looks else bool(claims)
        self.answer(200 if taken else 401, "", "text/plain")


@pytest.mark.parametrize("claim", ["type", "token_type", "token_use"])
@pytest.mark.parametrize(("looks", "outcome"), [(False, Outcome.FAILED), (True, Outcome.PASSED)])
def test_a_refresh_token_opens_nothing(
    claim: str, looks: bool, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonogo.suites.security.experiments.signed.pause", lambda *_: None)
    issue, guarded = {"method": "POST", "path": "/tokens"}, {"path": "/things"}
    signing = {"algorithm": "HS256", "key": _Kinds.key}
    promised = contract(
        security={"tokens": {"issue": issue, "protected": guarded, "signing": signing}},
    )
    with Loopback(_Kinds, claim=claim, looks=looks) as server:
        target = ShopTarget(server.url, promised)
        target.context.secrets = Secrets({})  # type: ignore[misc]
        seen = done(try_signed_tokens, target, promised)
    finding = replace(CASE, contract=promised).finding(seen)
    assert finding.outcome is outcome
    named = [] if looks else [f"a signed token with the claim {claim} of a refresh token"]
    assert [problem.where for problem in finding.problems] == named

import json
import time
from types import SimpleNamespace
from typing import Any

import jwt
import pytest

from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments import tokens as tokens_module
from gonogo.suites.security.experiments.tokens import _lifetime, try_tokens
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.access import CONTRACT, TOKENS, VALID, tried
from tests.suites.shop import ShopTarget

CASE = Case(
    "security/tokens-are-short-lived", CONTRACT, clean=tried(), broken=tried(valid_seconds=(86_400.0,))
)


@pytest.mark.parametrize(("seconds", "said"), [((601.0,), "601 s"), ((0.0,), "0 s"), ((), "no exp")])
def test_a_token_that_lives_on_or_does_not_say_is_refused(seconds: tuple[float, ...], said: str) -> None:
    assert [p.observed for p in CASE.problems(tried(valid_seconds=seconds))] == [said]


def test_the_promise_itself_is_kept() -> None:
    assert CASE.problems(tried(valid_seconds=(600.0,))) == ()


@pytest.mark.parametrize(
    ("claims", "seconds"),
    [
        ({"iat": 1_000, "exp": 1_600}, (600.0,)),
        ({"exp": 1_600}, (570.0,)),
        ({"exp": 1_600, "nbf": 1_000}, (570.0,)),
        ({"exp": 1_620}, (590.0,)),
        ({"exp": 1_700}, (670.0,)),
        ({"exp": 87_400}, (86_370.0,)),
        ({"exp": 1_010}, (1.0,)),
        ({"exp": 1_000.5}, (0.5,)),
        ({"exp": 990}, (-10.0,)),
        ({"iat": 1_000}, ()),
        ({"exp": "1600"}, ()),
        ({}, ()),
    ],
)
def test_it_lives_from_its_issue_and_where_it_does_not_say_from_now(
    claims: dict[str, object], seconds: tuple[float, ...]
) -> None:
    assert _lifetime(claims, 1_000.0) == seconds
    says_end = isinstance(claims.get("exp"), int | float)
    taken = says_end and 0 < seconds[0] <= TOKENS["lifetime_seconds"]  # type: ignore[operator]
    assert (CASE.problems(tried(valid_seconds=seconds)) == ()) is taken


class _Issuer(Handler):
    """Gives out a token with the claims that it was told to, in seconds from now, and takes any."""

    claims: dict[str, int]

    def respond(self) -> None:
        moments = {name: int(time.time()) + seconds for name, seconds in self.claims.items()}
        token = jwt.encode({"sub": "jane"} | moments, "a-secret-of-the-shop-that-is-long-enough")
        self.answer(200, json.dumps({"access_token": token}), "application/json")


def _issued(claims: dict[str, int]) -> Any:
    issue = {"method": "POST", "path": "/login"}
    made = contract(security={"tokens": TOKENS | {"issue": issue}})
    with Loopback(_Issuer, claims=claims) as server:
        target = ShopTarget(server.url, made)
        target.context.secrets = Secrets({})  # type: ignore[misc]
        return done(try_tokens, target, made)


@pytest.mark.parametrize(
    ("claims", "refused"),
    [
        ({"exp": 600}, False),
        ({"exp": 600, "iat": 0}, False),
        ({"exp": 5}, False),
        ({"exp": 3600}, True),
        ({"exp": 3600, "nbf": 0}, True),
        ({"exp": 3600, "iat": 0}, True),
        ({"exp": 660, "iat": -30}, True),
        ({"iat": 0}, True),
        ({"exp": -60}, True),
    ],
)
def test_a_token_need_not_say_when_it_was_made(claims: dict[str, int], *, refused: bool) -> None:
    assert bool(CASE.problems(_issued(claims))) is refused


def test_a_short_token_has_not_ended_because_it_was_used_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [time.time()]

    def use(*_: object) -> Any:
        clock[0] += 1.0
        return VALID

    monkeypatch.setattr(tokens_module, "time", SimpleNamespace(time=lambda: clock[0]))
    monkeypatch.setattr(tokens_module, "use", use)
    assert CASE.problems(_issued({"exp": 5})) == ()

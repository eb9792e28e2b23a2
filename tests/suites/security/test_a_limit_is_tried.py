"""Forms are tried as one client tries them: on doors whose limits hold, and on others that only look so."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest

from gonogo.contract.model import Contract
from gonogo.core.finding import Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments.sessions import sign_in, try_often
from gonogo.suites.security.observations.sessions import TriedOften, Tries
from gonogo.targets.base import Replica, Running
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.security.test_limit_holds_for_a_client import CASE, CONTRACT, FORM, KNOWN, RIGHT
from tests.suites.shop import ShopTarget


class Door(Handler):
    """Lets `sesame` in, and `most` others.

    The limit comes `before` the comparison, counts all or `failures`, and begins `anew` with a right one.
    """

    most: ClassVar[int] = 5
    before: ClassVar[bool] = True
    failures: ClassVar[bool] = False
    anew: ClassVar[bool] = False
    count: ClassVar[list[int]]

    def respond(self) -> None:
        right = b"sesame" in self.rfile.read(int(self.headers.get("Content-Length", 0)))
        del self.headers["Content-Length"]
        limited = self.count[0] >= self.most
        if limited and (self.before or not right):
            self.answer(429, "", "text/plain")
            return
        self.count[0] += 0 if right and (self.failures or not self.before) else 1
        if right and self.anew:
            self.count[0] = 0
        self.answer(303 if right else 401, "", "text/plain")


@contextmanager
def door(**attributes: Any) -> Iterator[str]:
    with Loopback(Door, **({"count": [0]} | attributes)) as server:
        yield server.url


def target_of(url: str, promised: Contract) -> ShopTarget:
    target = ShopTarget(url, promised)
    target.context.secrets = Secrets()  # type: ignore[misc]
    return target


@pytest.mark.parametrize(
    ("attributes", "outcome"),
    [
        ({}, Outcome.PASSED),
        ({"failures": True}, Outcome.PASSED),
        ({"most": 10}, Outcome.FAILED),
        ({"before": False}, Outcome.FAILED),
        ({"before": False, "anew": True}, Outcome.FAILED),
        ({"anew": True}, Outcome.FAILED),
    ],
)
def test_a_door_is_judged_with_what_the_sign_in_says(attributes: dict[str, Any], outcome: Outcome) -> None:
    with door(**attributes) as url:
        seen = done(try_often, target_of(url, KNOWN), KNOWN)
    case = Case(CASE.rule_id, KNOWN, CASE.clean, CASE.broken)
    assert case.finding(seen).outcome is outcome, case.finding(seen)


def test_a_count_of_one_account_may_begin_anew_with_its_success() -> None:
    form, right = (one | {"fields": one["fields"] | {"user": "jane"}} for one in (FORM, RIGHT))
    own = contract(security={"limits": [{"form": form, "accepted": 5, "right": right}]})
    with door(anew=True) as url:
        assert CASE.finding(done(try_often, target_of(url, own), own)).outcome is Outcome.PASSED


def test_where_nothing_stands_before_the_replicas_a_client_comes_in_at_each() -> None:
    shared = [0]
    with door() as one, door() as other, door(count=shared) as a, door(count=shared) as b:
        for (first, second), outcome in (((one, other), Outcome.FAILED), ((a, b), Outcome.PASSED)):
            target = target_of(first, KNOWN)
            target.attach(Running(first, (Replica("a", first), Replica("b", second))))
            case = Case(CASE.rule_id, KNOWN, CASE.clean, CASE.broken)
            assert case.finding(done(try_often, target, KNOWN)).outcome is outcome


def test_somebody_else_s_right_try_comes_between_beside_the_limit_s_own() -> None:
    known = [one | {"fields": one["fields"] | {"user": "jane"}} for one in (FORM, RIGHT)]
    own = {"limits": [{"form": known[0], "accepted": 5, "right": known[1]}]}
    his = RIGHT | {"fields": {"user": "carl", "word": "sesame too"}}
    promised = contract(security=own | {"cookies": {"sign_in": his}})
    with door(anew=True) as url:
        case = Case(CASE.rule_id, promised, CASE.clean, CASE.broken)
        assert case.finding(done(try_often, target_of(url, promised), promised)).outcome is Outcome.FAILED


def test_the_limit_s_own_right_form_is_used_as_well() -> None:
    own = contract(security={"limits": [{"form": FORM, "accepted": 5, "right": RIGHT}]})
    with door(before=False) as url:
        assert CASE.problems(done(try_often, target_of(url, own), own))


ALICE = {"user": "alice", "word": "sesame"}


class PerAccount(Handler):
    """Counts the tries of each user, or of all of them."""

    counts: Counter[str]
    of_all: bool

    def respond(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        del self.headers["Content-Length"]
        name = "anybody" if self.of_all else sent["user"][0]
        self.counts[name] += 1
        is_right = sent["word"] == ["sesame"]
        self.answer(429 if self.counts[name] > 5 else 303 if is_right else 401, "", "text/plain")


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("guessed", ["alice", "bob"])
@pytest.mark.parametrize("of_all", [True, False])
def test_another_account_s_right_try_shows_nothing_of_a_limit_for_each(
    guessed: str, *, named: bool, of_all: bool
) -> None:
    form = FORM | {"fields": {"user": guessed, "word": "guessed"}}
    right = {"path": "/enter", "fields": ALICE}
    limit = {"form": form, "accepted": 5} | ({"right": right} if named else {})
    own = contract(security={"limits": [limit]} | ({} if named else {"cookies": {"sign_in": right}}))
    with Loopback(PerAccount, counts=Counter(), of_all=of_all) as server:
        seen = done(try_often, target_of(server.url, own), own)
    finding = Case(CASE.rule_id, own, CASE.clean, CASE.broken).finding(seen)
    is_told = guessed == "alice" or of_all or not named
    assert finding.outcome is (Outcome.PASSED if is_told else Outcome.INCONCLUSIVE)
    assert ("it is of another account than `form`" in (finding.reason or "")) is not is_told


def test_a_door_that_refuses_every_try_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gonogo.targets.forms._WINDOW_SECONDS", 0.01)
    for promised in (KNOWN, CONTRACT):
        with door(most=0) as url:
            finding = CASE.finding(done(try_often, target_of(url, promised), promised))
        assert (finding.outcome, "no try within the limit was taken" in finding.reason) == (
            Outcome.INCONCLUSIVE,
            True,
        )


def test_a_right_try_that_was_taken_is_enough_where_others_had_used_the_rest() -> None:
    seen = TriedOften((Tries("guess", (429,) * 15, right=(303, 429), granted=303),))
    case = Case(CASE.rule_id, KNOWN, CASE.clean, CASE.broken)
    assert case.finding(seen).outcome is Outcome.PASSED


def test_a_sign_in_waits_for_a_limit_that_somebody_else_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    count = [5]

    def patience(_: object) -> float:
        count[0] = 0
        return 0.01

    monkeypatch.setattr("gonogo.targets.forms._patience", patience)
    with Loopback(Door, count=count) as server:
        assert done(sign_in, target_of(server.url, KNOWN), KNOWN).status == 303


class _CountsLate(Handler):
    """Takes 3 tries of a wrong word, and counts each once it was answered, after a while."""

    count: list[int]

    def respond(self) -> None:
        spent = len(self.count) >= 3
        if not spent:
            time.sleep(0.05)
            self.count.append(1)
        self.answer(429 if spent else 401, "", "text/plain")


def test_tries_that_are_under_way_at_once_are_counted() -> None:
    form = {"name": "wrong word", "path": "/enter", "fields": {"word": "x"}, "status": 401}
    promised = contract(security={"limits": [{"form": form, "accepted": 3}]})
    with Loopback(_CountsLate, count=[]) as server:
        target = ShopTarget(server.url, promised)
        target.context.secrets = Secrets({})  # type: ignore[misc]
        seen = done(try_often, target, promised)
    assert seen.limits[0].statuses.count(401) > 3
    assert replace(CASE, contract=promised).finding(seen).outcome is Outcome.FAILED

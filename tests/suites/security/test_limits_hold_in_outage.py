"""It sees a limit that an outage lifts, however, and passes one that each replica keeps for itself.

Seen: no limit at all, one that begins anew with each request, one that is many times as high, one that is
there for some replicas only, tries that are taken where every one was to be refused.
Good look-alikes on which it is silent: each replica counts for itself; a window that ends meanwhile.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from pydantic import ValidationError

from gonogo.contract.model import Contract
from gonogo.core.finding import Outcome
from gonogo.core.secrets import Secrets
from gonogo.suites.security.experiments import lifted
from gonogo.suites.security.experiments.lifted import try_without_stores
from gonogo.suites.security.observations.lifted import TriedWithout, Without
from gonogo.targets.base import Target
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.shop import ShopTarget

FORM = {"name": "guess", "path": "/enter", "fields": {"word": "guessed"}, "status": 401}


def promised(most: int = 8, **limit: Any) -> Contract:
    limits = [{"form": FORM, "accepted": 4, "without": {"store": most}} | limit]
    store = {"service": "valkey", "hard": False}
    return contract(security={"limits": limits}, dependencies={"store": store})


CONTRACT = promised()


def tried(*tries: int | None, before: int | None = 401, seconds: float = 2.0) -> TriedWithout:
    return TriedWithout((Without("guess", "store", before, tries, seconds),))


HELD = (401,) * 8 + (429,) * 16
CASE = Case("security/limits-hold-in-outage", CONTRACT, clean=tried(*HELD), broken=tried(*(401,) * 24))


def test_the_form_and_what_was_away_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "tries of guess (POST /enter) without store"
    assert (problem.expected, problem.observed) == ("at most 8 taken in a minute", "24 of 24")


@pytest.mark.parametrize("tries", [(401,) * 17 + (429,) * 7, (200,) * 20 + (429,) * 4])
def test_a_limit_that_is_much_higher_is_refused(tries: tuple[int, ...]) -> None:
    assert len(CASE.problems(tried(*tries))) == 1


def test_a_window_that_ends_meanwhile_is_none() -> None:
    assert CASE.problems(tried(*(401,) * 15, *(429,) * 9)) == ()
    assert CASE.finding(tried(*(401,) * 20, *(429,) * 10, seconds=70.0)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("tries", "outcome"),
    [
        ((503,) * 12, Outcome.PASSED),
        ((429,) * 12, Outcome.PASSED),
        ((503,) * 11 + (401,), Outcome.FAILED),
        ((503,) * 11 + (None,), Outcome.INCONCLUSIVE),
    ],
)
def test_where_every_try_is_refused_none_is_taken(tries: tuple[int | None, ...], outcome: Outcome) -> None:
    assert replace(CASE, contract=promised(0)).finding(tried(*tries)).outcome is outcome


@pytest.mark.parametrize("tries", [(429,) * 24, HELD])
def test_a_limit_that_was_used_up_before_goes_on_or_begins_anew(tries: tuple[int, ...]) -> None:
    assert CASE.finding(tried(*tries, before=429)).outcome is Outcome.PASSED
    assert len(CASE.problems(tried(*(401,) * 24, before=429))) == 1


@pytest.mark.parametrize(
    ("seen", "why"),
    [
        (tried(*HELD, before=500), "guess was answered with 500 while all was well"),
        (tried(*HELD, None), "1 tries had no answer"),
        (tried(*(503,) * 24), "no try was taken, which 503 x 24"),
        (tried(*(503,) * 24, before=429), "no try was taken, which 503 x 24"),
        (tried(*(429,) * 24), "no try was taken, which 429 x 24"),
        (tried(*(401,) * 8), "8 tries are within the limit"),
        (TriedWithout(()), "no limit was tried"),
    ],
)
def test_what_shows_nothing_is_told(seen: TriedWithout, why: str) -> None:
    finding = CASE.finding(seen)
    assert (finding.outcome, why in finding.reason) == (Outcome.INCONCLUSIVE, True), finding


def test_a_dependency_that_is_unknown_is_refused() -> None:
    with pytest.raises(ValidationError, match="names shop; legal: store"):
        promised(without={"shop": 3})


class Door(Handler):
    """Refuses whoever tried too often; without its store, each try is the first."""

    counts: ClassVar[Counter[str]]
    away: ClassVar[list[str]]
    lifted: ClassVar[bool]

    def respond(self) -> None:
        self.counts["tries"] += 1
        over = self.counts["tries"] > 5 and not (self.away and self.lifted)
        self.answer(429 if over else 401, "", "text/plain")


class StoreTarget(ShopTarget):
    """Takes its store away, and notes it."""

    def __init__(self, url: str, made: Contract, door: Any) -> None:
        super().__init__(url, made)
        self.door = door
        self.context.secrets = Secrets()  # type: ignore[misc]

    def stop_dependency(self, name: str) -> None:
        self.door.away.append(name)
        self.door.counts.clear()

    def start_dependency(self, name: str) -> None:
        self.door.away.remove(name)


@pytest.mark.parametrize(("is_lifted", "outcome"), [(True, Outcome.FAILED), (False, Outcome.PASSED)])
def test_each_limit_is_tried_without_its_store(
    monkeypatch: pytest.MonkeyPatch, *, is_lifted: bool, outcome: Outcome
) -> None:
    monkeypatch.setattr(lifted, "_NOTICES_SECONDS", 0.0)
    attributes: dict[str, Any] = {"counts": Counter(), "away": [], "lifted": is_lifted}
    with Loopback(Door, **attributes) as server:
        target: Target = StoreTarget(server.url, CONTRACT, server.RequestHandlerClass)
        seen = done(try_without_stores, target, CONTRACT)
        assert server.RequestHandlerClass.away == []  # type: ignore[attr-defined]
    (one,) = seen.limits
    assert (one.dependency, one.before, len(one.tries)) == ("store", 401, 24)
    assert CASE.finding(seen).outcome is outcome

"""It sees a dependency that takes the command of whoever comes over its network, in whatever words.

Good look-alikes on which it is silent: one that trusts its own machine alone; one whose client ends well and
says the refusal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.strangers import knock_from_its_network
from gonogo.suites.security.observations.strangers import Knocked, KnockedFromOutside
from gonogo.targets.trial import Change, Start
from tests.judging import Case, contract, done
from tests.suites.shop import ShopTarget

ASKED = {
    "command": ["ask"],
    "refusal": "denied",
    "from_network": {"command": ["ask", "db"], "known": ["greet", "db"]},
}
CONTRACT = contract(dependencies={"store": {"service": "db", "anonymous": ASKED}})
GOOD = Knocked("store", "db", 1, refused=True, said="denied", known=True, known_said="hello")
CASE = Case(
    "security/dependencies-do-not-trust-their-network",
    CONTRACT,
    clean=KnockedFromOutside((GOOD,)),
    broken=KnockedFromOutside((replace(GOOD, status=0, refused=False, said="PONG"),)),
)


def test_who_lets_in_and_what_came_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "store asked without a credential by a container beside db"
    assert problem.observed == "PONG"


def test_a_client_that_ends_well_and_says_the_refusal_was_refused() -> None:
    assert CASE.finding(KnockedFromOutside((replace(GOOD, status=0),))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"known": False, "known_said": "denied"}, "store did not take the right credential: denied"),
        ({"status": 0, "refused": False, "known": False}, "store did not take the right credential"),
        ({"refused": False, "said": "no such host"}, "in its words: no such host"),
        ({"refused": False, "status": None, "said": ""}, "in its words: silence"),
    ],
)
def test_a_question_without_its_control_shows_nothing(changes: dict[str, Any], why: str) -> None:
    finding = CASE.finding(KnockedFromOutside((replace(GOOD, **changes),)))
    assert (finding.outcome, why in finding.reason) == (Outcome.INCONCLUSIVE, True), finding


class Stack(ShopTarget):
    """A stack in which a container of its own is asked, and removed."""

    said: dict[str, tuple[int, str]]
    ended: list[str]

    def start_beside(
        self, service: str, change: Change, command: Sequence[str] = (), *, bare: bool = False
    ) -> Any:
        assert (service, bare, change({"PASSWORD": "x"})) == ("db", True, {})
        status, output = self.said[command[0]]
        return SimpleNamespace(
            wait=lambda _seconds: Start(status, 0.1, output), end=lambda: self.ended.append(command[0])
        )


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"ask": (1, "denied"), "greet": (0, "hello")}, Outcome.PASSED),
        ({"ask": (0, "hello"), "greet": (0, "hello")}, Outcome.FAILED),
        ({"ask": (1, "denied"), "greet": (1, "denied")}, Outcome.INCONCLUSIVE),
        ({"ask": (127, "no such command"), "greet": (0, "hello")}, Outcome.INCONCLUSIVE),
    ],
)
def test_each_is_asked_by_a_container_that_is_removed(
    said: dict[str, tuple[int, str]], outcome: Outcome
) -> None:
    target = Stack("http://127.0.0.1:9", CONTRACT)
    target.said, target.ended = said, []
    seen = done(knock_from_its_network, target, CONTRACT)
    assert CASE.finding(seen).outcome is outcome
    assert target.ended == ["greet", "ask"]

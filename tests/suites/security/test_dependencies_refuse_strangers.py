"""It sees a dependency that answers whoever asks, in whatever words.

What refuses the right credential as well, or was never asked with one, shows nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.containers import ask_as_a_stranger
from gonogo.suites.security.observations.containers import Strangers, StrangerTried
from gonogo.targets.base import TargetError
from tests.judging import Case, contract, done
from tests.suites.shop import ShopTarget

CONTRACT = contract(
    dependencies={"store": {"service": "db", "anonymous": {"command": ["ask"], "refusal": "denied"}}}
)
KNOWN = StrangerTried("store", refused=True, said="denied", known=True)
CASE = Case(
    "security/dependencies-refuse-strangers",
    CONTRACT,
    clean=Strangers((KNOWN,)),
    broken=Strangers((StrangerTried("store", refused=False, said="PONG"),)),
)


@pytest.mark.parametrize(
    ("known", "why"), [(None, "dependencies.store.anonymous.known names no command"), (False, "gone")]
)
def test_a_refusal_without_a_right_credential_that_is_taken_shows_nothing(
    known: bool | None, why: str
) -> None:
    finding = CASE.finding(Strangers((replace(KNOWN, known=known, known_said="gone"),)))
    assert (finding.outcome, why in finding.reason) == (Outcome.INCONCLUSIVE, True)


def test_what_a_stranger_got_is_shown() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["PONG"]


class Store(ShopTarget):
    """A dependency that says what `answers` has for a command, and fails where it has nothing."""

    answers: ClassVar[dict[str, str]] = {}

    def execute_in_dependency(self, name: str, command: Sequence[str]) -> str:
        if command[0] not in self.answers:
            raise TargetError(f"{name}: denied")
        return self.answers[command[0]]


@pytest.mark.parametrize(
    ("known", "answers", "outcome"),
    [
        (["greet"], {"greet": "hello"}, Outcome.PASSED),
        (["greet"], {"greet": "denied, you too"}, Outcome.INCONCLUSIVE),
        (["greet"], {}, Outcome.INCONCLUSIVE),
        ([], {}, Outcome.INCONCLUSIVE),
        (["greet"], {"ask": "hello"}, Outcome.FAILED),
    ],
)
def test_the_right_credential_is_tried_beside_none(
    known: list[str], answers: dict[str, str], outcome: Outcome
) -> None:
    asked = {"command": ["ask"], "refusal": "denied", "known": known}
    promised = contract(dependencies={"store": {"service": "db", "anonymous": asked}})
    target = type("Own", (Store,), {"answers": answers})("http://127.0.0.1:9", promised)
    assert CASE.finding(done(ask_as_a_stranger, target, promised)).outcome is outcome


@pytest.mark.parametrize(
    "said", ["PONG", "1 row", "", "ERROR: syntax error", "WARNING: no password set\nPONG"],
    ids=["an answer", "data", "silence", "an error that is none", "a warning"],
)  # fmt: skip
def test_one_dependency_that_says_no_refusal_is_enough(said: str) -> None:
    seen = Strangers((KNOWN, StrangerTried("memory", refused=False, said=said, known=True)))
    (problem,) = CASE.problems(seen)
    assert problem.where == "memory asked without a credential"
    assert problem.observed == (said or "silence")


@pytest.mark.parametrize("said", ["denied", "NOAUTH denied\n", ""])
def test_a_refusal_passes_whatever_is_said_beside_it(said: str) -> None:
    assert CASE.finding(Strangers((replace(KNOWN, said=said),))).outcome is Outcome.PASSED


@pytest.mark.parametrize("said", ["exec: mc: executable file not found", "sh: 1: psql: not found", "refused"])
def test_a_command_that_never_came_there_is_no_way_in(said: str) -> None:
    """Its client is not in the image, or nobody listens there: a good service is not refused for that."""
    other = StrangerTried("memory", refused=False, said=said, known=True, ran=False)
    finding = CASE.finding(Strangers((KNOWN, other)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert f"memory did not refuse a stranger in its words: {said}" in finding.reason


def test_what_was_not_to_be_told_of_one_does_not_cover_another() -> None:
    lost = StrangerTried("memory", refused=False, said="not found", known=False, ran=False)
    seen = Strangers((lost, StrangerTried("store", refused=False, said="PONG", known=True)))
    assert [problem.where for problem in CASE.problems(seen)] == ["store asked without a credential"]

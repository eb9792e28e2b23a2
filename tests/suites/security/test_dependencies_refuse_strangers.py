from dataclasses import replace

import pytest

from suites.core.finding import Outcome
from suites.security.observations.containers import Strangers, StrangerTried
from tests.judging import Case, contract

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

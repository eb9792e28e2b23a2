from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.config.observations.starts import Identities, IdentityRead
from tests.judging import Case, contract

ONE = IdentityRead("app-1", 200, "", "1.2.0", "4f2a91c", "c0ffee", "a")
TWO = IdentityRead("app-2", 200, "", "1.2.0", "4f2a91c", "c0ffee", "b")
OLD = IdentityRead("app-2", 200, "", "1.1.0", "4f2a91c", "c0ffee", "b")
CASE = Case(
    "config/replicas-agree",
    contract(identity={"path": "/version"}),
    clean=Identities((ONE, TWO)),
    broken=Identities((ONE, OLD)),
)


def test_the_odd_replica_is_named() -> None:
    observed = CASE.problems(CASE.broken)[0].observed
    assert observed == "1.1.0/4f2a91c/c0ffee at app-2; 1.2.0/4f2a91c/c0ffee at app-1"


def test_without_an_answer_nothing_is_established() -> None:
    down = Identities((IdentityRead("app-1", 503, "", "", "", "", ""),))
    assert CASE.finding(down).outcome is Outcome.INCONCLUSIVE


def test_replicas_that_state_nothing_agree_on_nothing() -> None:
    silent = Identities((IdentityRead("app-1", 200, "", "", "", "", ""),))
    assert CASE.finding(silent).outcome is Outcome.INCONCLUSIVE


def test_versions_in_headers_of_204_are_compared() -> None:
    apart = Identities((replace(ONE, status=204), replace(OLD, status=204)))
    assert len(CASE.problems(apart)) == 1


def test_an_answer_that_broke_off_states_nothing_and_is_no_other_version() -> None:
    broken = replace(ONE, error="timeout", version="", revision="", configuration="")
    assert CASE.finding(Identities((ONE, broken, TWO))).outcome is Outcome.PASSED
    assert CASE.finding(Identities((broken, broken))).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "odd",
    [
        OLD,
        replace(TWO, revision="77aa001"),
        replace(TWO, configuration="badcafe"),
        replace(TWO, source="entry", version="1.3.0"),
        replace(TWO, version="", revision="", configuration=""),
        replace(TWO, configuration=""),
    ],
    ids=["version", "revision", "configuration", "behind the entry", "one states nothing", "one states less"],
)
def test_one_that_is_another_is_seen(odd: IdentityRead) -> None:
    assert len(CASE.problems(Identities((ONE, TWO, odd)))) == 1


@pytest.mark.parametrize(
    "same",
    [
        replace(TWO, instance="c"),
        replace(TWO, status=503, version="", revision="", configuration=""),
        replace(OLD, status=503),
    ],
    ids=["another process", "one that was busy", "one that is on its way out"],
)
def test_what_differs_in_nothing_that_is_stated_agrees(same: IdentityRead) -> None:
    """One that answers no 2xx is not looked at, whatever it runs."""
    assert CASE.finding(Identities((ONE, TWO, same))).outcome is Outcome.PASSED

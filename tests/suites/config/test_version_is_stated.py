from dataclasses import replace

from gonogo.core.finding import Outcome
from gonogo.suites.config.observations.starts import Identities, IdentityRead
from tests.judging import Case, contract

READ = IdentityRead("entry", 200, "", "1.2.0", "4f2a91c", "c0ffee", "a")
CASE = Case(
    "config/version-is-stated",
    contract(identity={"path": "/version", "revision": "revision"}),
    clean=Identities((READ,)),
    broken=Identities((IdentityRead("entry", 200, "", "1.2.0", "unknown", "c0ffee", "a"),)),
)


def test_a_placeholder_revision_is_refused() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["'unknown'"]


def test_a_failed_read_is_refused() -> None:
    failed = Identities((IdentityRead("entry", None, "refused", "", "", "", ""),))
    assert [p.observed for p in CASE.problems(failed)] == ["refused", "refused"]


def test_a_version_in_a_header_of_204_is_stated() -> None:
    assert CASE.problems(Identities((replace(READ, status=204),))) == ()
    moved = CASE.problems(Identities((replace(READ, status=302),)))
    assert [p.observed for p in moved] == ["status 302", "status 302"]


def test_a_read_that_ran_out_of_time_beside_one_that_did_not_is_no_missing_version() -> None:
    late = replace(READ, status=200, error="timeout", version="", revision="")
    assert CASE.finding(Identities((READ, late, READ))).outcome is Outcome.INCONCLUSIVE
    assert len(CASE.problems(Identities((late, late)))) == 4
    assert len(CASE.problems(Identities((READ, replace(late, source="app-2"))))) == 2
    assert len(CASE.problems(Identities((READ, late, replace(READ, version="unknown"))))) == 1

from dataclasses import replace

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

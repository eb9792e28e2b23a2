from dataclasses import replace

import pytest

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


@pytest.mark.parametrize(
    "said",
    [
        "HEAD",
        "main",
        "devel",
        "local",
        "unknown-dirty",
        "${GIT_SHA}",
        "$GIT_COMMIT",
        "v${VERSION}",
        "$(git rev-parse HEAD)",
        "%GIT_SHA%",
        "@git.commit.id@",
        "{{ .Commit }}",
        "__COMMIT_SHA__",
        "GIT_SHA",
        "v0.0.0",
        "0.0.0-development",
        "0.0.0-semantically-released",
        "0.0.0.dev0",
        "unspecified",
        "$Format:%H$",
        "unknown-commit",
        "sha-unknown",
        "REPLACE_ME",
        "#{VERSION}",
        "not-set",
        "0+unknown",
        "0.0.0+unknown",
        "0000000000000000000000000000000000000000",
        "1.0.0-unknown",
        "1.0.0+unknown",
        "1.0.0-null",
        "1.0.0-undefined",
        "1.0.0-None",
        "1.0.0-$BUILD",
        "0.0.0-placeholder",
        "0.0.0-semantic-release",
        "0.0.0-use.local",
        "no-version",
        "unversioned",
        "UNRELEASED",
        "dev-unknown",
        "local-build",
        "localdev",
        "refs/heads/main",
        "heads/main-dirty",
        "commit-sha",
        "GIT_HASH",
        "BUILD_NUMBER",
        "buildNumber",
        "github.sha",
        "null.null.null",
        "None.None",
        "x.y.z",
        "{version}",
        "%(version)s",
        "%s",
        "@@VERSION@@",
        "~VERSION~",
        "VERSION_PLACEHOLDER",
        "$Revision$",
        "00000000-0000-0000-0000-000000000000",
        "FIXME",
        "sh: 1: git: not found",
    ],
)
def test_what_any_build_says_is_refused(said: str) -> None:
    for wrong in (replace(READ, version=said), replace(READ, revision=said)):
        assert [p.observed for p in CASE.problems(Identities((wrong,)))] == [repr(said)]


@pytest.mark.parametrize(
    "said",
    [
        "0.0.1",
        "0.0.1-SNAPSHOT",
        "production",
        "0.1.0-dev",
        "1.4.0-SNAPSHOT",
        "0.0.0-20240501120000-4f2a91c0d3e7",
        "0.0.0+4f2a91c",
        "0.0.0.dev12+g4f2a91c",
        "main-4f2a91c",
        "4f2a91c-dirty",
        "2024.05.01",
        "release/2024-05",
        "r1000000",
        "0",
        "100%",
        "(devel)",
        "1.0.0-rc.1",
        "1.0.0+build.5",
        "v1.2",
        "v1.2-3-g4f2a91c",
        "refs/tags/v1.2",
        "build-77",
        "local-abcdef1",
        "dev-20240501",
        "develop-1234",
        "0.0.0-nightly.20240101",
        "unknown-horizons-1.0",
        "nil-1.2",
        "$Revision: 1.2 $",
        "16.3 (Debian 16.3-1.pgdg120+1)",
        "1.2.3-alpha",
        "2.0.0-main.7",
        "Helsinki",
        "release-build-5",
        "x86_64-1.2",
        "f47ac10b-58cc-4372-a567-0e02b2c3d479",
    ],
)
def test_what_one_build_says_passes(said: str) -> None:
    assert CASE.problems(Identities((replace(READ, version=said, revision=said),))) == ()

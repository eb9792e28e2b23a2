from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.security.scans import CONTRACT, MISSED, OLD, PACKAGES

CASE = Case(
    "security/dependency-scan-saw-everything",
    CONTRACT,
    clean=PACKAGES,
    broken=replace(PACKAGES, unpinned=("till>=1",)),
)


def test_a_line_without_one_version_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == "till>=1"


def test_a_package_that_was_left_out_is_named() -> None:
    (problem,) = CASE.problems(replace(PACKAGES, scanned=("till==1.0",)))
    assert (problem.where, problem.observed) == ("scale==2.0", "left out")


def test_another_version_than_the_locked_one_is_both() -> None:
    problems = CASE.problems(replace(PACKAGES, scanned=("till==1.0", "scale==2.1")))
    assert [(p.where, p.expected) for p in problems] == [
        ("scale==2.0", "looked up"),
        ("scale==2.1", "in the lock"),
    ]


def test_an_old_database_or_a_missed_canary_leaves_it_open() -> None:
    for seen in (replace(PACKAGES, age_days=31.0), replace(PACKAGES, canaries=(MISSED,))):
        assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE


def test_an_empty_lock_is_nothing() -> None:
    assert CASE.finding(replace(PACKAGES, locked=(), scanned=())).reason == "the lock names no package"


def test_a_line_without_a_hash_among_others_is_named_once() -> None:
    (problem,) = CASE.problems(replace(PACKAGES, unhashed=("scale==2.0",)))
    assert (problem.where, problem.observed) == ("lock: scale==2.0", "none")
    (problem,) = CASE.problems(replace(PACKAGES, unpinned=("scale",), unhashed=("scale",)))
    assert problem.expected == "one version, pinned by =="


def test_what_was_not_read_or_has_no_version_was_not_looked_up() -> None:
    unread = CASE.finding(replace(PACKAGES, unread=("-r base.txt: No such file or directory",)))
    assert (unread.outcome, unread.reason) == (
        Outcome.INCONCLUSIVE,
        "a part of the lock could not be read: -r base.txt: No such file or directory",
    )
    commit = CASE.finding(replace(PACKAGES, by_content=("-e git+https://example.org/till@0123",)))
    assert commit.outcome is Outcome.INCONCLUSIVE
    assert "till@0123" in commit.reason


@pytest.mark.parametrize(
    "changes",
    [{"age_days": 30.0}, {"vulnerabilities": (OLD,)}, {"scanned": ("scale==2.0", "till==1.0")}],
    ids=["as old as is promised", "a vulnerability, which another rule tells", "in another order"],
)
def test_what_was_looked_up_passes(changes: dict[str, object]) -> None:
    assert CASE.finding(replace(PACKAGES, **changes)).outcome is Outcome.PASSED  # type: ignore[arg-type]

"""It sees a second run that fails, that never ends, that adds something and that makes a table anew."""

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.rollback.observations.migrations import Repeated
from tests.judging import Case
from tests.suites.rollback.migrating import CONTRACT, CUT, FAILED, STUCK, WELL, migrations

CASE = Case(
    "rollback/migrations-can-be-run-again",
    CONTRACT,
    clean=migrations(),
    broken=migrations(replace(WELL, run=FAILED)),
)


@pytest.mark.parametrize(
    ("again", "seen"),
    [
        (replace(WELL, run=FAILED), "ended with 1: relation already exists"),
        (replace(WELL, run=STUCK), "still ran after 90 s: waiting for the lock"),
        (
            replace(WELL, extra=("constraint c1 on t: CHECK (a)",)),
            "has constraint c1 on t: CHECK (a) besides",
        ),
        (replace(WELL, missing=("table t",)), "lacks table t"),
        (replace(WELL, anew=("public.t",)), "made the table public.t anew"),
        (replace(WELL, missing=tuple("abcdef")), "lacks a; lacks b; lacks c; lacks d; and 2 more"),
    ],
)
def test_what_went_wrong_is_told(again: Repeated, seen: str) -> None:
    (problem,) = CASE.problems(migrations(again))
    assert (problem.where, problem.observed) == ("store: a run after a whole run", seen)


def test_a_run_that_was_cut_is_for_another_rule() -> None:
    assert CASE.problems(migrations(WELL, replace(CUT, run=FAILED))) == ()


def test_what_does_not_migrate_an_empty_database_shows_nothing() -> None:
    finding = CASE.finding(migrations(first=FAILED))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "the migration of store did not end with 0 on an empty database: ended with 1" in finding.reason

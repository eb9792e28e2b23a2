"""It sees a run that fails on what a cut one left, and one that takes a part for the whole.

An index that was half built and that the next run stumbles over in words is let be: nobody takes it for done.
"""

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.rollback.observations.migrations import Migrations, Repeated
from tests.judging import Case
from tests.suites.rollback.migrating import CONTRACT, CUT, DONE, FAILED, STUCK, WELL, migrations

CASE = Case(
    "rollback/migration-that-died-is-finished",
    CONTRACT,
    clean=migrations(),
    broken=migrations(WELL, replace(CUT, run=FAILED)),
)
HALF = Repeated("one that was cut while it built", DONE, ("index a",), ("invalid index a",), building=True)


@pytest.mark.parametrize(
    ("died", "refused"),
    [
        (replace(CUT, run=FAILED), True),
        (replace(CUT, run=STUCK), True),
        (replace(CUT, missing=("index a",)), True),
        (HALF, True),
        (replace(HALF, run=STUCK), True),
        (replace(HALF, run=FAILED), False),
        (replace(HALF, missing=(), extra=()), False),
    ],
)
def test_a_part_is_never_taken_for_the_whole(died: Repeated, refused: bool) -> None:
    assert bool(CASE.problems(migrations(WELL, died))) is refused


def test_without_a_cut_nothing_is_established() -> None:
    seen = Migrations((replace(migrations().databases[0], died=()),))
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE

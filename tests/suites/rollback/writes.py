"""Writes during a roll-out that the tests of their rules share."""

from dataclasses import replace

from gonogo.suites.rollback.observations.writes import WritesDuringRollOut, Written
from tests.judging import contract

WRITE = {"method": "POST", "path": "/things", "status": 201}
CONTRACT = contract(rollout={"request": {"path": "/things"}, "write": WRITE})
WELL = Written(sent=100, acknowledged=100, refused=(), read_back=100, lost=())


def writes(*, rolled_out: bool = True, **changes: object) -> WritesDuringRollOut:
    made = replace(WELL, **changes)  # type: ignore[arg-type]
    return WritesDuringRollOut(("healthy",) if rolled_out else (), "" if rolled_out else "late", (made,))

"""Observations that the rollback rules' tests share."""

from __future__ import annotations

from dataclasses import replace

from gonogo.suites.rollback.observations.attempts import Attempt, PhaseTraffic, RolledBack
from tests.judging import contract

CONTRACT = contract(
    identity={"path": "/version", "instance": "instance"},
    rollout={"request": {"path": "/a"}, "candidates": {"never-ready": {}}, "stops_within_seconds": 10.0},
)
REFUSED = Attempt(
    "never-ready", True, False, "refused: late", 20.0, {"app.1-candidate-1": 0}, {"app.1-candidate-1": 3.1}
)
BACK = Attempt(
    "back by digest", False, True, "healthy", 9.0, {"app-1": 0, "app-2": 143}, {"app-1": 3.2, "app-2": 3.3}
)
CLEAN = RolledBack(
    instances_before=("a", "b"),
    digests_before=("sha256:1",),
    digests_after=("sha256:1",),
    attempts=(REFUSED, BACK),
    traffic=(
        PhaseTraffic("before", 40, (), ("a", "b")),
        PhaseTraffic("never-ready", 400, (), ("a", "b")),
        PhaseTraffic("back by digest", 200, (), ("a", "b", "c", "d")),
        PhaseTraffic("after", 40, (), ("c", "d")),
    ),
)


def with_attempts(*attempts: Attempt) -> RolledBack:
    """Return the clean observation with other attempts."""
    return replace(CLEAN, attempts=attempts)

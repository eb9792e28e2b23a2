from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.rollback.examples import BACK, CLEAN, CONTRACT, REFUSED, with_attempts

KILLED = replace(BACK, stop_statuses={"app-1": 137, "app-2": 0})
CASE = Case("rollback/replica-stops-gracefully", CONTRACT, clean=CLEAN, broken=with_attempts(REFUSED, KILLED))


def test_only_the_killed_replica_is_named() -> None:
    assert [p.where for p in CASE.problems(CASE.broken)] == ["app-1"]


@pytest.mark.parametrize(
    ("status", "by"), [(137, "SIGKILL"), (139, "SIGSEGV"), (134, "SIGABRT"), (143, ""), (130, ""), (0, "")]
)
def test_an_end_that_nobody_asked_for_is_refused(status: int, by: str) -> None:
    seen = with_attempts(REFUSED, replace(BACK, stop_statuses={"app-1": status}))
    assert [p.observed for p in CASE.problems(seen)] == [f"exit {status}, by {by}, after 3.2 s"] * bool(by)


def test_a_killed_candidate_that_was_refused_is_no_replica() -> None:
    assert CASE.problems(with_attempts(replace(REFUSED, stop_statuses={"x": 137}), BACK)) == ()


def test_replicas_that_served_nobody_before_show_nothing() -> None:
    failing = replace(CLEAN.traffic[0], failures=("status 403",) * CLEAN.traffic[0].sent)
    idle = replace(CLEAN, traffic=(failing, *CLEAN.traffic[1:]))
    assert CASE.finding(idle).outcome is Outcome.INCONCLUSIVE

from dataclasses import replace

from gonogo.core.finding import Outcome
from gonogo.suites.rollback.observations.attempts import PhaseTraffic
from tests.judging import Case
from tests.suites.rollback.examples import BACK, CLEAN, CONTRACT, REFUSED, with_attempts

LOST = PhaseTraffic("back by digest", 100, ("refused", "status 502", "refused"), ())
CASE = Case("rollback/no-request-is-lost", CONTRACT, clean=CLEAN, broken=replace(CLEAN, traffic=(LOST,)))


def test_failures_are_counted_by_kind() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["3 of 100 lost: 2 x refused, 1 x status 502"]


def test_a_roll_out_that_never_happened_proves_nothing() -> None:
    nothing = with_attempts(REFUSED, replace(BACK, accepted=False))
    assert CASE.finding(nothing).outcome is Outcome.INCONCLUSIVE

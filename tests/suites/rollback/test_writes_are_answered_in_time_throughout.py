from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.rollback.writes import WRITE, writes

QUICK = (0.3, 0.2, 0.1)
CASE = Case(
    "rollback/writes-are-answered-in-time-throughout",
    contract(rollout={"request": {"path": "/things"}, "write": WRITE, "slowest_seconds": 2.0}),
    clean=writes(slowest=QUICK, slowest_before=QUICK),
    broken=writes(slowest=(6.04, 5.9, 0.2), slowest_before=QUICK),
)


def test_the_longest_is_told_and_how_many_are_late() -> None:
    assert [p.observed for p in CASE.problems(CASE.broken)] == ["one after 6.0 s; at least 2 were late"]


def test_writes_that_were_as_slow_before_tell_nothing() -> None:
    assert CASE.finding(writes(slowest=(6.0,), slowest_before=(4.0,))).outcome is Outcome.INCONCLUSIVE


def test_without_a_write_before_or_meanwhile_nothing_is_established() -> None:
    assert CASE.finding(writes(slowest=QUICK)).outcome is Outcome.INCONCLUSIVE
    assert CASE.finding(writes(slowest_before=QUICK)).outcome is Outcome.INCONCLUSIVE


def test_without_a_roll_out_only_what_was_late_is_told() -> None:
    seen = writes(rolled_out=False, slowest=QUICK, slowest_before=QUICK)
    assert CASE.finding(seen).outcome is Outcome.INCONCLUSIVE
    late = writes(rolled_out=False, slowest=(6.0,), slowest_before=QUICK)
    assert CASE.finding(late).outcome is Outcome.FAILED

from dataclasses import replace

from gonogo.core.finding import Outcome
from gonogo.suites.rollback.observations.attempts import RolledBack
from tests.judging import Case, contract
from tests.suites.rollback.examples import BACK, CLEAN, CONTRACT, REFUSED, with_attempts

PROMISED = contract(
    identity={"path": "/version", "instance": "instance"},
    rollout={"request": {"path": "/a"}, "candidates": {"never-ready": {}}, "slowest_seconds": 3.0},
)


def took(**slowest: tuple[float, ...]) -> RolledBack:
    """Return a roll-out with these longest times by phase, others in no time."""
    named = {name.replace("_", " "): seconds for name, seconds in slowest.items()}
    phases = (replace(one, slowest=named.get(one.phase, (0.2, 0.1))) for one in CLEAN.traffic)
    return replace(CLEAN, traffic=tuple(phases))


CASE = Case(
    "rollback/requests-are-answered-in-time-throughout",
    PROMISED,
    clean=took(),
    broken=took(back_by_digest=(7.21, 7.1, 6.9, 0.3)),
)


def test_the_longest_is_told_and_how_many_are_late() -> None:
    (told,) = CASE.problems(CASE.broken)
    assert told.where == "traffic, phase back by digest"
    assert told.observed == "one after 7.2 s; at least 3 were late"


def test_one_late_answer_in_the_end_is_late() -> None:
    assert [p.observed for p in CASE.problems(took(after=(3.4,)))] == ["one after 3.4 s"]


def test_a_machine_or_a_service_that_was_as_slow_before_tells_nothing() -> None:
    slow = CASE.finding(took(before=(5.0,), after=(5.0,)))
    assert slow.outcome is Outcome.INCONCLUSIVE
    assert "took 5.0 s before anything was rolled out" in slow.reason


def test_a_roll_out_that_never_happened_proves_nothing() -> None:
    refused = replace(took(), attempts=with_attempts(REFUSED, replace(BACK, accepted=False)).attempts)
    assert CASE.finding(refused).outcome is Outcome.INCONCLUSIVE


def test_a_late_answer_counts_whether_or_not_the_roll_out_came_to_its_end() -> None:
    refused = replace(CASE.broken, attempts=(replace(BACK, accepted=False),))
    assert CASE.finding(refused).outcome is Outcome.FAILED


def test_nothing_is_asked_where_nothing_is_promised() -> None:
    assert not CONTRACT.promises("rollout.slowest_seconds")

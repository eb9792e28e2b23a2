from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.health.observations.lifecycle import Lifecycle
from tests.judging import Case
from tests.suites.health.examples import asked
from tests.suites.health.lifecycles import CONTRACT, READY, TRAFFIC_WELL, lifecycle

CASE = Case(
    "health/connections-are-taken-while-it-drains",
    CONTRACT,
    clean=lifecycle(),
    broken=lifecycle(traffic=TRAFFIC_WELL | {5.8: None}),
)


def test_what_was_not_answered_is_counted() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.expected, problem.observed) == ("answered for 1 s", "timeout x 1 of 4")


def test_a_process_that_is_gone_before_anybody_asks_is_a_problem() -> None:
    seen = lifecycle()
    before = tuple(s for s in seen.samples if s.at_seconds < seen.stop_asked_seconds)
    gone = replace(seen, samples=before, gone_seconds=seen.stop_asked_seconds + 0.05)
    (problem,) = CASE.problems(gone)
    assert problem.observed == "the process was gone after 0.05 s, before anybody asked"
    stayed = replace(gone, gone_seconds=seen.stop_asked_seconds + 2)
    assert CASE.finding(stayed).outcome is Outcome.INCONCLUSIVE


def test_after_the_window_it_may_be_gone() -> None:
    assert CASE.problems(lifecycle(traffic=TRAFFIC_WELL | {6.1: None})) == ()


def test_a_process_that_was_never_ready_shows_nothing() -> None:
    assert CASE.finding(lifecycle(readiness=dict.fromkeys(READY, 503))).outcome is Outcome.INCONCLUSIVE


def test_users_who_are_turned_away_politely_are_lost_as_well() -> None:
    (problem,) = CASE.problems(lifecycle(traffic=TRAFFIC_WELL | {5.2: 503, 5.8: 503}))
    assert problem.observed == "503 x 2 of 4"


def test_a_readiness_that_says_no_in_the_window_is_what_the_window_is_for() -> None:
    assert CASE.problems(lifecycle(readiness=READY | {5.2: 503, 5.8: 503})) == ()


def test_a_process_that_took_no_users_before_shows_nothing() -> None:
    refused = {at: status and 403 for at, status in TRAFFIC_WELL.items()}
    finding = CASE.finding(lifecycle(traffic=refused))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "no request was answered 200 before the process was told to stop"


@pytest.mark.parametrize(("late", "outcome"), [(0.1, Outcome.FAILED), (0.3, Outcome.INCONCLUSIVE)])
def test_what_may_have_been_sent_after_the_window_tells_nothing(late: float, outcome: Outcome) -> None:
    made = CASE.broken
    ours = tuple(replace(s, late_seconds=late) if s.at_seconds == 5.8 else s for s in made.samples)
    assert CASE.finding(replace(made, samples=ours)).outcome is outcome


def test_who_writes_is_a_user_too() -> None:
    writes = [*lifecycle().samples, *asked("write", {3.5: 201, 5.2: 503, 5.8: 201})]
    seen = replace(lifecycle(), samples=tuple(writes), write_status=201)
    (problem,) = CASE.problems(seen)
    assert problem.observed == "503 x 1 of 6"


def test_writes_that_were_never_taken_tell_nothing_of_the_drain() -> None:
    writes = [*lifecycle().samples, *asked("write", {3.5: 403, 5.2: 403})]
    assert CASE.problems(replace(lifecycle(), samples=tuple(writes), write_status=201)) == ()


def under_way(
    status: int | None = None, error: str = "", seconds: float = 0.9, late_seconds: float = 0.0
) -> Lifecycle:
    """A second read that takes a second, and one of them when the process is told to stop."""
    (whole,) = asked("traffic slow", {3.0: 200})
    (last,) = asked("traffic slow", {4.5: status})
    last = replace(last, error=error, seconds=seconds, late_seconds=late_seconds)
    seen = lifecycle()
    return replace(seen, samples=(*seen.samples, whole, last), reads={"traffic slow": 200})


def test_an_answer_that_is_cut_when_it_is_told_to_stop_is_lost() -> None:
    (problem,) = CASE.problems(under_way(error="reset"))
    assert (problem.where, problem.observed) == ("answers under way at SIGTERM", "reset x 1")


@pytest.mark.parametrize(
    "seen",
    [
        under_way(status=200),
        under_way(error="reset", seconds=0.4),
        under_way(error="timeout"),
        under_way(error="reset", late_seconds=0.1),
        replace(under_way(error="reset"), reads={}),
    ],
    ids=["it is whole", "it was over before", "we gave it up", "our machine was busy", "nothing is promised"],
)
def test_what_may_have_another_cause_is_not_lost_by_the_drain(seen: Lifecycle) -> None:
    assert CASE.problems(seen) == ()


def test_a_stream_that_never_came_to_its_end_is_not_cut() -> None:
    seen = under_way(error="reset")
    streams = tuple(replace(s, status=None) if s.question == "traffic slow" else s for s in seen.samples)
    assert CASE.problems(replace(seen, samples=streams)) == ()

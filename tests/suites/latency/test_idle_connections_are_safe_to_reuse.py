from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.latency.observations.idling import ENTRY, Idling, Kept, Sent, Wave
from tests.judging import Case
from tests.suites.latency.examples import CONTRACT

OPEN = Kept(ENTRY, None, 8.7, "200")
ENDED = Kept("app-1", 3.0, 3.0, "")
ALL = tuple(Sent(write=bool(n % 2), own=not n // 2 % 2, said="201" if n % 2 else "200") for n in range(48))
RESTED = Wave(0.3, ALL)
AROUND = Wave(3.0, ALL)
SEEN = Idling(4.0, (OPEN,) * 8 + (ENDED,) * 4, (RESTED,), (AROUND,) * 3)


def failing(*said: str, own: bool = False) -> Wave:
    """Return a wave in which so many writes went otherwise."""
    return replace(AROUND, sent=(*ALL, *(Sent(write=True, own=own, said=one) for one in said)))


CASE = Case(
    "latency/idle-connections-are-safe-to-reuse",
    CONTRACT,
    clean=SEEN,
    broken=replace(SEEN, waves=(AROUND, failing("502", "closed without an answer"))),
)


def test_what_the_entry_lost_is_told_with_the_time() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "requests through the entry after 3.0 s, when replicas end idle connections"
    assert problem.observed == "2 of 98 lost: 502 x 1, closed without an answer x 1; 2 of them writes"


def test_all_that_was_left_idle_is_examined() -> None:
    finding = CASE.finding(SEEN)
    assert finding.examined == 12 + 3 * 48
    assert finding.evidence["idle"] == ["entry: open after 8.7 s", "app-1: 4 of 4 ended after 3.0 s"]


def test_what_nobody_ends_needs_no_wave() -> None:
    seen = Idling(8.7, (OPEN,) * 8 + (replace(OPEN, source="app-1"),) * 4, (), ())
    assert (CASE.finding(seen).outcome, CASE.finding(seen).examined) == (Outcome.PASSED, 12)


def test_whoever_keeps_nothing_loses_nothing() -> None:
    finding = CASE.finding(Idling(0.1, (), (), (), at_once=8))
    assert (finding.outcome, finding.examined) == (Outcome.PASSED, 8)
    assert finding.evidence["idle"] == ["8 ended with their first answer"]


def test_whoever_refuses_a_crowd_is_no_loss_of_idle_connections() -> None:
    shed = replace(SEEN, control=(failing("503", "503"),), waves=(failing("503", "503", "503"),))
    assert CASE.finding(shed).outcome is Outcome.PASSED
    mixed = CASE.finding(replace(shed, waves=(failing("503", "502", "502"),)))
    assert mixed.outcome is Outcome.INCONCLUSIVE, "a crowd may be turned away in more ways than one"


def test_nothing_answered_is_no_pass() -> None:
    assert CASE.finding(Idling(0.1, (), (), ())).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize("said", ["500", "502", "503", "504", "reset", "no answer"])
def test_whatever_kind_of_loss_counts(said: str) -> None:
    assert CASE.problems(replace(SEEN, waves=(failing(said, said),)))


@pytest.mark.parametrize("said", ["404", "409", "429"])
def test_an_answer_to_the_client_is_one(said: str) -> None:
    assert CASE.problems(replace(SEEN, waves=(failing(said, said),))) == ()


def test_one_lost_request_may_be_chance() -> None:
    assert CASE.problems(replace(SEEN, waves=(failing("502"), AROUND))) == ()


def test_what_is_lost_without_an_idle_time_shows_nothing_of_it() -> None:
    busy = replace(RESTED, sent=(*ALL, Sent(write=True, own=False, said="503")))
    finding = CASE.finding(replace(CASE.broken, control=(busy,)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "1 clients together lost a request on connections that were hardly idle: 503 x 1"


@pytest.mark.parametrize(("ends", "refused"), [(3.5, False), (6.0, True)])
def test_a_client_whose_own_connection_the_entry_ended_tells_nothing(ends: float, refused: bool) -> None:
    kept = (replace(OPEN, ended_seconds=ends, said=""),) * 8 + (ENDED,) * 4
    seen = replace(SEEN, kept=kept, waves=(failing("reset", "reset", own=True),))
    assert bool(CASE.problems(seen)) is refused
    said = replace(seen, waves=(failing("502", "502", own=True),))
    assert CASE.problems(said), "an answer is no end"


def test_what_looked_open_and_was_not_is_refused() -> None:
    kept = (OPEN,) * 6 + (replace(OPEN, said="no answer"),) * 2
    (problem,) = CASE.problems(Idling(8.7, kept, (), ()))
    assert problem.where == "open connections to the entry, idle for 8.7 s"
    assert problem.observed == "2 of 8 lost: no answer x 2"


@pytest.mark.parametrize(("announced", "refused"), [(5.0, True), (3.0, False), (None, False)])
def test_an_end_before_the_announced_time_is_refused(announced: float | None, refused: bool) -> None:
    kept = (Kept(ENTRY, 3.01, 3.01, "", announced),) * 8
    problems = CASE.problems(Idling(8.7, kept, (), ()))
    assert bool(problems) is refused
    if refused:
        assert problems[0].expected == "open for 5 s, as Keep-Alive says"
        assert problems[0].observed == "8 of 8 ended after 3.0 s"


def test_a_replica_may_announce_what_it_likes() -> None:
    seen = replace(SEEN, kept=(OPEN,) * 8 + (replace(ENDED, announced_seconds=60.0),) * 4)
    assert CASE.problems(seen) == ()

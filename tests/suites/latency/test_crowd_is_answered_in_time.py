from __future__ import annotations

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.latency.crowds import CLIENTS, crowded, promising, replies, seen

QUICK = [0.2] * (CLIENTS - 2)
LATE = crowded(crowd=replies(*QUICK, 2.5, 2.6))
CASE = Case("latency/crowd-is-answered-in-time", promising(), clean=seen(), broken=seen(LATE, LATE))


def test_everybody_is_examined_and_one_client_afterwards() -> None:
    assert CASE.finding(CASE.clean).examined == CLIENTS + 1


def test_what_was_late_and_what_was_wrong_are_counted() -> None:
    mixed = crowded(crowd=replies(*QUICK, 2.5) + replies(0.1, said="500"))
    (problem,) = CASE.problems(seen(LATE, mixed))
    assert problem.where == "a crowd of 20 on browse"
    assert (
        problem.observed == "2 not: late x 1, 500 x 1; the last after 2.5 s; it was the second that went so"
    )


def test_what_happens_once_is_no_evidence() -> None:
    assert CASE.finding(seen(LATE, crowded())).outcome is Outcome.PASSED


@pytest.mark.parametrize("said", ["timeout", "connection_reset", "503", "429"])
def test_a_client_without_its_answer_is_refused(said: str) -> None:
    one = crowded(crowd=replies(*QUICK) + replies(0.1, 3.0, said=said))
    assert CASE.finding(seen(one)).outcome is Outcome.FAILED


def test_a_service_that_does_not_come_back_to_rest_is_refused() -> None:
    (problem,) = CASE.problems(seen(crowded(after=replies(3.0, said="timeout")), unreached=("find",)))
    assert problem.where == "browse after its crowd of 20"
    assert problem.observed == "timeout after 3.0 s"


def test_a_moment_until_it_is_at_rest_is_no_fault() -> None:
    assert CASE.problems(seen(crowded(after=replies(0.1, said="502") + replies(0.1)))) == ()
    assert CASE.problems(seen(crowded(after=replies(2.4)))) == ()


def test_as_many_as_may_be_are_turned_away() -> None:
    case = Case(CASE.rule_id, promising(may_shed=0.1), CASE.clean, CASE.broken)
    two = crowded(crowd=replies(*QUICK) + replies(0.01, 0.01, said="503", shed=True))
    three = crowded(crowd=replies(*QUICK[1:]) + replies(0.01, 0.01, 0.01, said="503", shed=True))
    silent = crowded(crowd=replies(*QUICK) + replies(0.01, 0.01, said="503"))
    assert case.finding(seen(two)).outcome is Outcome.PASSED
    assert CASE.finding(seen(two)).outcome is Outcome.FAILED
    assert case.finding(seen(three)).outcome is Outcome.FAILED
    assert case.finding(seen(silent)).outcome is Outcome.FAILED


def test_who_is_turned_away_at_rest_tells_nothing() -> None:
    finding = CASE.finding(seen(crowded(after=replies(0.01, said="429", shed=True))))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "raise the limit" in finding.reason


def test_what_fails_alone_shows_nothing_of_a_crowd() -> None:
    ill = crowded(alone=replies(0.01, said="500"), crowd=replies(*QUICK, 2.5, 2.6))
    finding = CASE.finding(seen(ill))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.reason == "browse answered one client alone with 500 after 0.0 s, before any crowd"


@pytest.mark.parametrize(
    "ours",
    [
        {"crowd": replies(*QUICK, 2.2, 2.2, ours_seconds=0.4)},
        {"crowd": replies(*QUICK) + replies(0.0, 0.0, said="generator_emfile", own=True)},
        {"sent_within_seconds": 0.6},
        {"crowd": replies(*QUICK) + replies(1.0, 2.5, said="503"), "slowed": 3.0},
        {"after": replies(3.0, said="timeout"), "slowed": 3.0},
        {"after": replies(0.0, said="generator_emfile", own=True)},
    ],
)
def test_what_is_our_own_doing_is_not_held_against_it(ours: dict[str, object]) -> None:
    assert CASE.finding(seen(crowded(**ours))).outcome is Outcome.INCONCLUSIVE


def test_a_crowd_that_came_late_and_was_not_answered_is_refused_all_the_same() -> None:
    late = crowded(crowd=replies(*QUICK) + replies(0.1, 0.1, said="500"), sent_within_seconds=0.6)
    assert CASE.finding(seen(late)).outcome is Outcome.FAILED


def test_a_journey_that_was_not_reached_is_inconclusive() -> None:
    assert CASE.finding(seen(unreached=("find",))).outcome is Outcome.INCONCLUSIVE


def test_it_says_how_each_crowd_went() -> None:
    told = CASE.finding(CASE.clean).evidence["crowds"]
    assert told == {"browse": "alone 0.010 s, the last of 20 after 0.200 s, find beside it up to 0.020 s"}

from __future__ import annotations

from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from tests.judging import Case
from tests.suites.latency.crowds import CLIENTS, JOURNEYS, beside, crowded, promising, replies, seen

HELD_UP = beside(*replies(0.02, 0.02, 1.4, 1.3, 1.2, 1.1))
CASE = Case("latency/crowd-leaves-others-alone", promising(), clean=seen(), broken=seen(HELD_UP, HELD_UP))


def test_those_beside_the_crowd_are_examined() -> None:
    assert CASE.finding(CASE.clean).examined == 6


def test_the_problem_names_both_journeys() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "find beside a crowd of 20 on browse"
    assert problem.expected == "200 within 0.75 s, for half of them at least"
    assert problem.observed == "4 of 6 not: late x 4; the slowest after 1.4 s, 0.010 s alone"


def test_who_came_early_into_one_fair_queue_may_be_late() -> None:
    queue = beside(*replies(1.4, 1.3, 1.2, 0.7, 0.4, 0.1))
    assert CASE.finding(seen(queue)).outcome is Outcome.PASSED


def test_what_happens_once_is_no_evidence() -> None:
    assert CASE.finding(seen(HELD_UP, crowded())).outcome is Outcome.PASSED


@pytest.mark.parametrize("said", ["500", "503", "timeout", "connection_refused"])
def test_another_answer_is_none(said: str) -> None:
    refused = beside(*replies(0.02, 0.02), *replies(*[1.8] * 4, said=said))
    assert CASE.finding(seen(refused)).outcome is Outcome.FAILED


def test_a_median_alone_promises_nothing_of_the_slow_ones() -> None:
    only = [JOURNEYS[0], JOURNEYS[1] | {"budgets": {"p50": 0.05}}]
    case = Case(CASE.rule_id, promising(only), CASE.clean, CASE.broken)
    assert case.finding(CASE.broken).outcome is Outcome.PASSED
    slower = beside(*replies(*[2.4] * 6))
    assert case.finding(seen(slower)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "ours",
    [
        beside(*replies(*[1.0] * 6, ours_seconds=0.6)),
        beside(*replies(*[0.01] * 6), alone=replies(0.01, said="500")),
        beside(*replies(*[0.01] * 6), alone=()),
        replace(HELD_UP, slowed=3.0),
        crowded(crowd=()),
        crowded(sent_within_seconds=0.6),
    ],
)
def test_what_shows_nothing_is_inconclusive(ours: object) -> None:
    assert CASE.finding(seen(ours)).outcome is Outcome.INCONCLUSIVE  # type: ignore[arg-type]


def test_a_crowd_that_is_turned_away_is_in_nobody_s_way() -> None:
    away = crowded(crowd=replies(*[0.01] * CLIENTS, said="503", shed=True))
    finding = CASE.finding(seen(away))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "turned away" in finding.reason
    most = Case(CASE.rule_id, promising(may_shed=0.9), CASE.clean, CASE.broken)
    some = crowded(crowd=replies(*[0.1] * 2) + replies(*[0.01] * (CLIENTS - 2), said="503", shed=True))
    assert most.finding(seen(some)).outcome is Outcome.PASSED


def test_one_journey_alone_promises_nothing_of_others() -> None:
    assert promising().promises("latency.beside_a_crowd")
    assert not promising(JOURNEYS[:1]).promises("latency.beside_a_crowd")

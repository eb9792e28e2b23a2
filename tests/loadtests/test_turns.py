"""Arms take turns, in an order of their own in each round, and send the same in each."""

import dataclasses
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.plan import Journey, LoadPlan, PlanError
from gonogo.loadtests.schedule import build
from gonogo.loadtests.tally import Outcome

RATES = {"read": 10.0, "write": 2.5}
PLAN = LoadPlan(
    base_urls=("http://127.0.0.1",),
    journeys=tuple(
        Journey(name=f"{name} {arm}", path="/", rate_per_second=rate, arm=arm)
        for arm in ("x", "y", "z")
        for name, rate in RATES.items()
    ),
    warm_up_seconds=3,
    duration_seconds=24,
    max_requests=1000,
    turn_seconds=1.0,
)


def arms_by_turn(plan: LoadPlan) -> list[set[str]]:
    schedule = build(plan)
    turns: list[set[str]] = [set() for _ in range(27)]
    for second, journey in zip(schedule.seconds, schedule.journeys, strict=True):
        turns[int(second)].add(plan.journeys[journey].arm)
    return turns


def test_each_round_has_a_turn_of_every_arm_and_of_no_two_at_once() -> None:
    turns = arms_by_turn(PLAN)
    assert {len(arms) for arms in turns} == {1}
    rounds = [turns[n : n + 3] for n in range(0, 27, 3)]
    assert all(set.union(*one) == {"x", "y", "z"} for one in rounds)


def test_the_order_is_drawn_from_the_seed() -> None:
    orders = {str(arms_by_turn(dataclasses.replace(PLAN, seed=seed))) for seed in range(4)}
    assert len(orders) == 4
    assert arms_by_turn(PLAN) == arms_by_turn(PLAN)


def test_arms_send_the_same_at_the_same_place_of_their_turns() -> None:
    schedule = build(PLAN)
    assert list(schedule.seconds) == sorted(schedule.seconds)
    sent: dict[tuple[int, str], list[tuple[float, str]]] = {}
    for second, number in zip(schedule.seconds, schedule.journeys, strict=True):
        journey = PLAN.journeys[number]
        place = int(second) // 3, journey.arm
        sent.setdefault(place, []).append((round(second % 1, 6), journey.name.split()[0]))
    for number in range(9):
        assert sent[number, "x"] == sent[number, "y"] == sent[number, "z"]
    kinds = Counter(kind for (number, arm), each in sent.items() if arm == "x" for _, kind in each)
    assert kinds == {"read": 90, "write": 22}
    assert schedule.warm_up == 36
    assert all(later > earlier for earlier, later in pairwise(schedule.seconds))


def test_the_books_hold_what_came_of_each_turn() -> None:
    schedule = build(PLAN)
    books = Measurement(PLAN, schedule)
    books.begin(0.0)
    good = Outcome(200, expected=True, error=None, received_bytes=1)
    bad = Outcome(503, expected=False, error=None, received_bytes=1)
    own = Outcome(0, expected=False, error="generator_emfile", received_bytes=0)
    for number, second in enumerate(schedule.seconds):
        outcome = {0: bad, 1: own}.get(number - schedule.warm_up, good)
        books.sent(number, second)
        books.finished(number, second, second + 0.25, outcome)
    turns = [turn for journey in PLAN.journeys for turn in books.result(None).journey(journey.name).turns]
    assert {turn.number for turn in turns} == set(range(24))
    assert sum(turn.planned for turn in turns) == len(schedule) - schedule.warm_up
    assert [sum(turn.failed for turn in turns), sum(len(t.latencies_microseconds) for t in turns)] == [1, 298]
    assert {each for turn in turns for each in turn.latencies_microseconds} == {250_000}


def test_a_plan_without_turns_has_none() -> None:
    plan = dataclasses.replace(PLAN, turn_seconds=None, max_requests=2000)
    books = Measurement(plan, build(plan))
    assert books.result(None).journey("read x").turns == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"turn_seconds": 0}, "turn_seconds: expected above 0"),
        ({"duration_seconds": 25}, "duration_seconds: expected whole rounds of 3 s, got 25"),
        ({"warm_up_seconds": 2}, "warm_up_seconds: expected whole rounds of 3 s, got 2"),
        ({"processes": 2}, "one process"),
        ({"arrivals": "poisson"}, "constant arrivals"),
        ({"journeys": PLAN.journeys[:2]}, "journeys of two arms or more"),
        ({"journeys": PLAN.journeys[:3]}, "the same rates in every arm"),
    ],
)
def test_turns_that_cannot_be_taken_are_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(PlanError, match=words):
        dataclasses.replace(PLAN, **changed)

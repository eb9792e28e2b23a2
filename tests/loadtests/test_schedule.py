"""Schedules: fixed in advance by the plan and its seed."""

import dataclasses
from itertools import pairwise

import pytest

from gonogo.loadtests.plan import Journey, LoadPlan, PlanError
from gonogo.loadtests.schedule import build

JOURNEYS = (Journey(name="a", path="/", weight=3), Journey(name="b", path="/", weight=1))
PLAN = LoadPlan(
    base_urls=("http://127.0.0.1",),
    journeys=JOURNEYS,
    rate_per_second=100,
    warm_up_seconds=0.5,
    duration_seconds=2,
    max_requests=1000,
)
POISSON = dataclasses.replace(PLAN, arrivals="poisson")


def test_constant_arrivals_are_evenly_spaced_and_share_exactly() -> None:
    schedule = build(PLAN)
    assert len(schedule) == 250
    assert schedule.warm_up == 50
    assert all(later - earlier == pytest.approx(0.01) for earlier, later in pairwise(schedule.seconds))
    assert [schedule.journeys.count(0), schedule.journeys.count(1)] == [188, 62]


def test_the_seed_fixes_the_schedule() -> None:
    assert build(POISSON) == build(POISSON)
    assert build(POISSON).seconds != build(dataclasses.replace(POISSON, seed=2)).seconds


def test_poisson_arrivals_have_the_rate_and_the_spread_of_a_poisson_process() -> None:
    schedule = build(dataclasses.replace(POISSON, duration_seconds=99.5, max_requests=20_000))
    gaps = [later - earlier for earlier, later in pairwise(schedule.seconds)]
    mean = sum(gaps) / len(gaps)
    deviation = (sum((gap - mean) ** 2 for gap in gaps) / len(gaps)) ** 0.5
    assert mean == pytest.approx(0.01, rel=0.05)
    assert deviation == pytest.approx(mean, rel=0.05)


@pytest.mark.parametrize("parts", [2, 3, 7])
def test_parts_are_the_whole_schedule_between_them(parts: int) -> None:
    whole = build(POISSON)
    found = [whole.part(index, parts) for index in range(parts)]
    arrivals = sorted(
        (part.number(place), part.seconds[place], part.journeys[place])
        for part in found
        for place in range(len(part))
    )
    assert arrivals == list(zip(range(len(whole)), whole.seconds, whole.journeys, strict=True))
    assert sum(part.warm_up for part in found) == whole.warm_up


@pytest.mark.parametrize("plan", [PLAN, POISSON])
def test_more_arrivals_than_allowed_are_refused_before_they_are_made(plan: LoadPlan) -> None:
    with pytest.raises(PlanError, match=r"plan.max_requests: 100 allowed, .*250"):
        build(dataclasses.replace(plan, max_requests=100))


def test_a_window_without_an_arrival_is_refused() -> None:
    with pytest.raises(PlanError, match="no arrival in the 2 s that count"):
        build(dataclasses.replace(PLAN, rate_per_second=0.1))

"""A crowd against servers on loopback: what is sent, and what is told of it."""

from __future__ import annotations

import json
import time
from contextlib import closing
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from gonogo.loadtests import crowding as sending_crowds
from gonogo.loadtests.codec import encode
from gonogo.loadtests.crowd import Asked, CrowdPlan, CrowdResult, read_plan, run_crowd
from gonogo.loadtests.crowding import Crowding
from gonogo.loadtests.loop import Loop
from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.run import LoadError
from gonogo.loadtests.sending import senders
from gonogo.loadtests.targets import resolve
from tests.suites.latency.crowds import SHED, Place, awaits, serving


async def sheds(place: Place) -> bytes:
    return SHED if place.asked["/browse"] > 1 else await awaits(place)


def plan(
    url: str, *, seconds: float = 3.0, clients: int = 6, names: tuple[str, ...] = ("browse", "find")
) -> CrowdPlan:
    """Journeys that are called as their paths, the first with a crowd."""
    load = LoadPlan(
        base_urls=(url,),
        journeys=tuple(Journey(name=name, path=f"/{name}", rate_per_second=1) for name in names),
        duration_seconds=1,
        max_requests=1,
        timeout_seconds=seconds,
    )
    return CrowdPlan(load=load, journey=names[0], clients=clients, every_seconds=0.02)


def crowding(made: CrowdPlan, loop: Loop) -> tuple[Crowding, dict[str, Any]]:
    """In this process, with its senders by name."""
    addresses = resolve(made.load)
    ready = senders(made.load, addresses, tuple({} for _ in made.load.journeys))
    by_name = {journey.name: sender for journey, sender in zip(made.load.journeys, ready, strict=True)}
    return Crowding(made, by_name, loop), by_name


def sent(made: CrowdPlan) -> CrowdResult:
    with closing(Loop()) as loop:
        return crowding(made, loop)[0].run()


def test_a_plan_goes_through_json() -> None:
    made = plan("http://127.0.0.1:1")
    assert read_plan(json.dumps(encode(made))) == made


def test_a_process_of_its_own_tells_every_request() -> None:
    with serving() as (target, _):
        result = run_crowd(plan(target.entry), 30)
    counts = {(phase, name): len(result.of(phase, name)) for phase, name in distinct(result)}
    assert counts.pop(("beside", "find")) >= 5
    assert counts == {
        ("before", "browse"): 3,
        ("before", "find"): 3,
        ("crowd", "browse"): 6,
        ("after", "browse"): 1,
    }
    assert {one.status for one in result.asked} == {200}


def distinct(result: CrowdResult) -> list[Any]:
    return list(dict.fromkeys((one.phase, one.journey) for one in result.asked))


def test_the_others_are_asked_until_the_crowd_has_its_answers() -> None:
    with serving(browse=awaits) as (target, place):
        result = sent(replace(plan(target.entry), alone=1))
    assert place.most["/browse"] == 6
    assert len(result.of("beside", "find")) > 10


def test_an_answer_that_says_when_to_come_back_is_told_from_one_that_does_not() -> None:
    with serving(browse=sheds) as (target, _):
        told = sent(replace(plan(target.entry, names=("browse",)), alone=1)).of("crowd", "browse")
    assert sorted((one.status, one.retry_after) for one in told) == [(200, False)] + [(503, True)] * 5


def test_who_hangs_is_given_up_and_asked_once_alone() -> None:
    async def hangs(_place: Place) -> bytes:
        await awaits(_place)
        return await awaits(_place)

    with serving(browse=hangs) as (target, _):
        told = sent(plan(target.entry, seconds=0.1, names=("browse",)))
    assert [(one.phase, one.error) for one in told.asked] == [("before", "timeout")]


def test_a_refused_connection_is_an_error_of_its_kind() -> None:
    with serving() as (target, _):
        pass
    assert {one.error for one in sent(plan(target.entry)).asked} == {"connection_refused"}


def test_what_this_process_does_late_is_told() -> None:
    with serving() as (target, _), closing(Loop()) as loop:
        made, by_name = crowding(plan(target.entry, names=("browse",)), loop)
        request, asked = by_name["browse"].request, []

        def slow(number: int) -> Any:
            asked.append(number)
            if len(asked) == 6:  # the third of the crowd, after three alone
                time.sleep(0.12)
            return request(number)

        by_name["browse"].request = slow
        told = made.run().of("crowd", "browse")
    early, late = told[:2], told[3:]
    assert all(one.late_seconds < 0.1 <= one.stalled_seconds for one in early)
    assert all(one.late_seconds >= 0.12 for one in late)
    assert all(one.seconds >= one.late_seconds for one in told)


def test_a_machine_that_lets_a_busy_process_wait_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    used = count(0.0, 0.006)  # of the processor, each time somebody looks; meanwhile it waits

    def look() -> float:
        time.sleep(0.02)
        return next(used)

    monkeypatch.setattr(sending_crowds, "thread_time", look)
    with serving(browse=awaits) as (target, _):
        assert sent(replace(plan(target.entry, names=("browse",)), alone=1)).slowed > 2


def test_our_own_errors_are_known() -> None:
    made = Asked(
        phase="crowd", journey="a", seconds=0, late_seconds=0, stalled_seconds=0, status=0,
        error="generator_emfile", retry_after=False,
    )  # fmt: skip
    assert made.is_own


def test_a_refused_plan_says_why() -> None:
    with pytest.raises(LoadError, match=r"crowd refused: .*is not loopback"):
        run_crowd(plan("http://192.0.2.1:1"), 30)

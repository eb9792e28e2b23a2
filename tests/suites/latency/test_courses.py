"""Soaks of runtimes that are made up: what comes to rest is not refused, and what leaks is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest

from gonogo.core.rule import Judgement
from gonogo.suites.latency.collecting import uncollected
from gonogo.suites.latency.observations.soak import Course, Part, Soaked
from gonogo.suites.latency.rules.descriptors_come_to_rest import judge as judge_descriptors
from gonogo.suites.latency.rules.memory_comes_to_rest import judge
from gonogo.suites.latency.soaking import MOST_PARTS, goes_on
from tests.suites.latency.courses import GOOD, KIB, LEAKS, MIB, SOAK, Runtime, soak

SEEDS = 12
UNCOLLECTED = ("g1_before_its_first", "jvm_that_tells_nothing", "dotnet_with_a_large_budget")
Make = Callable[[Random], Runtime]


def soaked(name: str, make: Make, seed: int) -> Soaked:
    rng = Random(f"{name} {seed}")  # noqa: S311 - noise that can be had again
    return soak(make(rng), rng, goes_on)


def judged(name: str, make: Make) -> list[Judgement]:
    return [judge(soaked(name, make, seed), SOAK) for seed in range(SEEDS)]


@pytest.mark.parametrize("name", [name for name in GOOD if name not in UNCOLLECTED])
def test_what_comes_to_rest_passes(name: str) -> None:
    found = judged(name, GOOD[name])
    assert [(one.problems, bool(one.examined)) for one in found] == [((), True)] * SEEDS


@pytest.mark.parametrize("name", UNCOLLECTED)
def test_a_heap_that_is_not_collected_yet_holds(name: str) -> None:
    found = judged(name, GOOD[name])
    assert [(one.problems, one.examined) for one in found] == [((), 0)] * SEEDS
    assert all("missing: `latency.soak.warm_up_requests`" in one.reason for one in found)


@pytest.mark.parametrize("name", LEAKS)
def test_what_leaks_is_refused(name: str) -> None:
    refused = sum(bool(one.problems) for one in judged(name, LEAKS[name]))
    assert refused >= SEEDS - 1


def test_a_leak_of_a_late_runtime_is_refused_once_it_was_collected() -> None:
    def late(rng: Random) -> Runtime:
        return replace(LEAKS["g1_that_keeps"](rng), runtime="JVM")

    assert all(one.problems for one in judged("late", late))


def test_a_late_runtime_that_reuses_pages_has_collected() -> None:
    """A JVM that tells nothing, whose old space grows by pieces, as one was measured."""
    part = _jvm([428, 465, 500, 561, 561, 562, 569, 624, 660])
    assert judge(Soaked((part,) * 3, 9000, {}, 60.0), SOAK).problems


def test_a_heap_that_gets_full_within_a_part_has_not_reused_anything() -> None:
    assert "tells nobody" in uncollected([_jvm([80, 110, 140, 170, 200, 230, 260, 262, 262])], "p")


def test_a_heap_that_was_full_after_six_parts_is_no_leak() -> None:
    """As one of a JVM was measured, which said nothing of its collections."""
    firsts = (80, 302, 535, 752, 968, 1184)
    filling = [_jvm([first + 27 * n for n in range(9)]) for first in firsts[:-1]]
    filled = _jvm([1184, 1211, 1238, 1265, 1292, 1310, 1310, 1310, 1310])
    assert goes_on([*filling, filled], SOAK)
    at_rest = _jvm([1310, 1310, 1310.1, 1304, 1304.1, 1304, 1304, 1304.1, 1304.2])
    seen = Soaked((*filling, filled, at_rest), 21_000, {}, 60.0)
    assert (judge(seen, SOAK).problems, bool(judge(seen, SOAK).examined)) == ((), True)
    assert not goes_on([*filling, filled, at_rest, at_rest], SOAK)


def test_a_leak_of_a_runtime_that_collects_early_needs_no_count() -> None:
    part = _rising(counted=())
    assert judge(Soaked((part,) * 3, 9000, {}, 60.0), SOAK).problems


def test_one_collection_may_have_made_the_heap_larger() -> None:
    first, last = _rising(counted=((4, *[5] * 8),)), _rising(counted=((5,) * 9,))
    seen = Soaked((first, last, last), 9000, {}, 60.0)
    assert "collected 1 times" in judge(seen, SOAK).reason
    again = _rising(counted=((5,) * 8 + (6,),))
    assert judge(replace(seen, parts=(first, last, again)), SOAK).problems


def test_nobody_collects_descriptors() -> None:
    assert uncollected([_rising(counted=((0,) * 9,))], "") == ""
    left = Course("p", (80 * MIB,) * 9, tuple(12 + 40 * n for n in range(9)), (5,) * 9, "JVM")
    part = Part(_PLACES, (left,), (1,) * 9, ((0,) * 9,))
    assert judge_descriptors(Soaked((part,) * 3, 9000, {}, 60.0), SOAK).problems


def test_it_asks_for_no_more_than_it_may() -> None:
    part = _rising(counted=((0,) * 9,))
    assert goes_on([part] * (MOST_PARTS - 1), SOAK)
    assert not goes_on([part] * MOST_PARTS, SOAK)
    assert not goes_on([_rising(counted=())] * 3, SOAK)


def test_a_promise_of_nothing_asks_for_no_more() -> None:
    saw = Course("p", tuple((80 + 30 * (n % 2)) * MIB for n in range(9)), (12,) * 9, (5,) * 9)
    nothing = SOAK.model_copy(update={"memory_bytes_per_request": None})
    assert goes_on([Part(_PLACES, (saw,), (1,) * 9)], SOAK)
    assert not goes_on([Part(_PLACES, (saw,), (1,) * 9)], nothing)


_PLACES = tuple(range(0, 3001, 375))


def _jvm(mebibytes: Sequence[float]) -> Part:
    course = Course("p", tuple(int(value * MIB) for value in mebibytes), (12,) * 9, (5,) * 9, "JVM")
    return Part(_PLACES, (course,), (1,) * 9)


def _rising(counted: tuple[tuple[int, ...], ...]) -> Part:
    course = Course("p", tuple(80 * MIB + 40 * KIB * sent for sent in _PLACES), (12,) * 9, (5,) * 9)
    return Part(_PLACES, (course,), (1,) * 9, counted)

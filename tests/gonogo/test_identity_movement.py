"""Which numbers count as ones that only something alive can serve."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from gonogo.instruments.probe.ask import Answer
from gonogo.targets.identity.movement import Numbers, moved, numbers_of

CPU, COUNTER, CLOCK = "process_cpu_seconds_total at /metrics", "requests_total at /metrics", "uptime at /a"
MANY = 10**6  # asked so often that a rise is no count of requests


def answered(body: Any, status: int = 200, error: Any = None) -> Answer:
    text = body if isinstance(body, str) else json.dumps(body)
    return Answer("http://x", "GET", status, (), text.encode(), False, 0.1, error, "")


def reads(name: str, rise: float, seconds: float, asked: int) -> list[Numbers]:
    return [Numbers(100.0, 7, {name: 50.0}), Numbers(100.0 + seconds, 7 + asked, {name: 50.0 + rise})]


@pytest.mark.parametrize(
    ("name", "rise", "seconds", "asked", "moves"),
    [
        # processor time: at most that of 256 processors, and a second
        (CPU, 0.0, 2.0, 5, False),
        (CPU, -1.0, 2.0, 5, False),
        (CPU, 0.5, 2.0, 5, True),
        (CPU, 513.0, 2.0, 5, True),
        (CPU, 513.5, 2.0, 5, False),
        # a counter: at least what we asked, at most 100,000 a second more; it is no clock
        (COUNTER, 4.0, 2.0, 5, False),
        (COUNTER, 5.0, 2.0, 5, True),
        (COUNTER, 5.5, 2.0, 5, False),
        (COUNTER, 200_005.0, 2.0, 5, True),
        (COUNTER, 200_006.0, 2.0, 5, False),
        # a clock: of half to double speed, and one tick of whole seconds or 50 ms of the finer ones
        (CLOCK, 2.75, 8.0, MANY, False),
        (CLOCK, 3.0, 8.0, MANY, True),
        (CLOCK, 17.0, 8.0, MANY, True),
        (CLOCK, 17.25, 8.0, MANY, False),
        (CLOCK, 3_998.75, 8.0, MANY, False),
        (CLOCK, 3_999.0, 8.0, MANY, True),
        (CLOCK, 16_050.0, 8.0, MANY, True),
        (CLOCK, 16_050.5, 8.0, MANY, False),
    ],
)
def test_a_number_moves_as_time_and_our_requests_make_it(
    name: str, rise: float, seconds: float, asked: int, moves: bool
) -> None:
    assert moved(reads(name, rise, seconds, asked)) == (name if moves else "")


def test_a_number_that_was_not_there_before_has_not_moved() -> None:
    first, second = reads(COUNTER, 5.0, 2.0, 5)
    assert moved([Numbers(first.at, first.asked, {}), second]) == ""


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        (7, {"the answer": 7.0}),
        ({"uptime": 12, "a b": {"c": [1, "2.5"]}}, {"uptime": 12.0, "a_b.c.0": 1.0, "a_b.c.1": 2.5}),
        ({"n": None, "t": True, "w": "word", "e": ""}, {}),
        ({"for": "1d2h3m4.5s", "s": "4s"}, {"for": 93_784.5, "s": 4.0}),
        ({"when": "1970-01-02T00:00:00+00:00", "year": "1970-13-01"}, {"when": 86_400.0}),
        (
            'a_total{b="1"} 1\na_total{b="2"} 2.5\nx_count 4\nx_sum 9\napp_uptime_seconds 5\n',
            {"a_total": 3.5, "x_count": 4.0, "app_uptime_seconds": 5.0},
        ),
    ],
)
def test_every_number_of_a_page_is_found(body: Any, numbers: Mapping[str, float]) -> None:
    assert numbers_of({"/x": answered(body)}) == {f"{name} at /x": n for name, n in numbers.items()}


def test_pages_add_up_and_only_whole_answers_of_200_count() -> None:
    pages = {"/a": answered({"n": 1}), "/b": answered({"n": 2}), "/c": answered({"n": 3}, 201)}
    assert numbers_of(pages | {"/d": answered("4", 200, "reset")}) == {"n at /a": 1.0, "n at /b": 2.0}

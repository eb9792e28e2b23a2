"""Which numbers count as ones that only something alive can serve."""

from __future__ import annotations

import json
import time
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


def plain(text: str) -> Answer:
    kind = (("content-type", "text/plain"),)
    return Answer("http://x", "GET", 200, kind, text.encode(), False, 0.1, None, "")


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
        ({"now": "Fri, 02 Jan 1970 00:00:00 GMT", "then": "Fri, 02 Jan"}, {"now": 86_400.0}),
        (
            {"now": "Fri, 2 Jan 1970 01:00:00 +0100", "bad": "Fri, 99 Jan 1970 00:00:00 GMT"},
            {"now": 86_400.0},
        ),
        ({"when": "1970-01-02T00:00:00+00:00", "year": "1970-13-01"}, {"when": 86_400.0}),
        (
            'a_total{b="1"} 1\na_total{b="2"} 2.5\nx_count 4\nx_sum 9\napp_uptime_seconds 5\n',
            {"a_total": 3.5, "x_count": 4.0, "app_uptime_seconds": 5.0},
        ),
    ],
)
def test_every_number_of_a_page_is_found(body: Any, numbers: Mapping[str, float]) -> None:
    assert numbers_of({"/x": answered(body)}) == {f"{name} at /x": n for name, n in numbers.items()}


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("00:01:02.345678", 62.345678),
        ("1:02:03", 3_723.0),
        ("123:00:01", 442_801.0),
        ("1.02:03:04", 93_784.0),
        ("1.02:03:04.5670000", 93_784.567),
        ("PT1H2M3S", 3_723.0),
        ("P1DT2H", 93_600.0),
        ("PT0.5S", 0.5),
        ("PT1,5S", 1.5),
        ("P1W", 604_800.0),
        ("P1M", 2_592_000.0),
        ("3 days, 5 seconds", 259_205.0),
        ("up 3 days, 4:05:06", 273_906.0),
        ("3 days, 4:05:06.5", 273_906.5),
        ("1 day 02:03:04", 93_784.0),
        ("12 seconds ago", 12.0),
        ("2 hours, 3 minutes and 4 seconds", 7_384.0),
        ("1 hr 2 mins 3 secs", 3_723.0),
        ("uptime: 1w2d", 777_600.0),
        ("1h2m3.4s", 3_723.4),
        ("1m2s345ms", 62.345),
        ("Up 5 Seconds", 5.0),
    ],
)
def test_a_duration_is_read_as_seconds_however_it_is_written(said: str, seconds: float) -> None:
    (found,) = numbers_of({"/x": answered({"up": said})}).values()
    assert found == pytest.approx(seconds)
    lines = numbers_of({"/x": plain(f"shop 1.2.3\nUptime: {said}\n")})
    assert lines["line_1 at /x"] == pytest.approx(seconds)


@pytest.mark.parametrize(
    "said",
    [
        *("1.2.3", "v1.2.3", "1.2.3-rc.1", "1.2.3d", "21H2", "10.0.0.1", "10.0.0.1:8080", "shop:8080"),
        *(":8080", "::1", "2001:db8::1", "00:11:22:33:44:55", "1:2:3", "12:34", "12:99:00"),
        *("3 4:05:06", "2 hours 1:02:03", "3 days,4"),
        *("3 apples", "5 seconds 3 days", "2s 3s", "P", "PT", "P1H", "up", "ago", "days", "abc1234"),
    ],
)
def test_a_version_an_address_and_a_port_are_no_duration(said: str) -> None:
    assert numbers_of({"/x": answered({"up": said})}) == {}
    assert not [n for n in numbers_of({"/x": plain(f"is: {said}\n")}) if n.startswith("line")]


def test_pages_add_up_and_only_whole_answers_of_200_count() -> None:
    pages = {"/a": answered({"n": 1}), "/b": answered({"n": 2}), "/c": answered({"n": 3}, 201)}
    assert numbers_of(pages | {"/d": answered("4", 200, "reset")}) == {"n at /a": 1.0, "n at /b": 2.0}


def test_a_clock_of_an_exposition_moves_and_the_moment_of_a_start_does_not() -> None:
    def told(seconds: float) -> Mapping[str, float]:
        now = time.time() + seconds
        begun = time.time() - 5e6
        text = f"node_time_seconds {now:.12e}\nprocess_start_time_seconds {begun:.12e}\nx_time_seconds 3\n"
        return numbers_of({"/m": answered(text)})

    assert list(told(0)) == ["node_time_seconds at /m"]
    assert moved([Numbers(0.0, 1, told(0)), Numbers(1.0, 2, told(1.0))]) == "node_time_seconds at /m"
    assert moved([Numbers(0.0, 1, told(0)), Numbers(1.0, 2, told(-50.0))]) == ""

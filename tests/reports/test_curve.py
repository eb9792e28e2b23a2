from __future__ import annotations

import math

import pytest

from gonogo.core.evidence import LatencyTimeline, TimelineRow
from gonogo.reports.curve import HEIGHT, WIDTH, Curve, Tick, curve


def drawn_of(*rows: tuple[float, float | None, float | None, float | None, int]) -> Curve | None:
    return curve(LatencyTimeline(tuple(TimelineRow(*row) for row in rows)))


def test_a_curve_spans_the_drawing_and_its_axes_name_round_values() -> None:
    drawn = drawn_of((0, 0.1, 0.2, 0.4, 0), (5, 0.1, 0.2, 0.5, 0), (10, 0.1, 0.3, 0.4, 2))
    assert drawn is not None
    assert [name for name, _ in drawn.lines] == ["p50", "p95", "max"]
    first, *_, last = drawn.lines[2][1].split()
    assert (first.split(",")[0], last.split(",")[0]) == (f"{drawn.left}.0", f"{drawn.right}.0")
    assert drawn.errors == ((drawn.right, 2),)
    assert drawn.y_ticks[0] == Tick(drawn.bottom, "0 ms")
    assert drawn.y_ticks[-1] == Tick(drawn.top, "500 ms")
    assert drawn.summary == "slowest 500 ms, 2 errors"


@pytest.mark.parametrize("top", [0.0, 0.00004, 0.011, 0.3, 1.0, 29.7])
@pytest.mark.parametrize("seconds", [0.0, 0.3, 7.0, 3600.0])
def test_every_point_and_tick_lies_in_the_drawing(top: float, seconds: float) -> None:
    drawn = drawn_of((100.0, 0, 0, top, 0), (100.0 + seconds, 0, top, top, 1))
    assert drawn is not None
    pairs = [tuple(map(float, pair.split(","))) for _, points in drawn.lines for pair in points.split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in pairs)
    assert all(0 <= tick.at <= WIDTH for tick in drawn.x_ticks)
    assert 1 <= len(drawn.x_ticks) <= 8
    assert 2 <= len(drawn.y_ticks) <= 8


def test_the_warm_up_stands_below_zero() -> None:
    drawn = drawn_of((-2, 0.1, 0.2, 0.3, 0), (0, 0.1, 0.2, 0.3, 0), (8, 0.1, 0.2, 0.3, 0))
    assert drawn is not None
    assert drawn.x_ticks[0] == Tick(drawn.left, "-2 s")


@pytest.mark.parametrize("odd", [None, math.nan, math.inf, -3.0])
def test_a_second_without_an_answer_is_no_point(odd: float | None) -> None:
    drawn = drawn_of((0, 0.1, 0.2, 0.4, 0), (1, 0.1, odd, 0.4, 0), (2, 0.1, 0.2, 0.4, 0))
    assert drawn is not None
    assert [len(points.split()) for _, points in drawn.lines] == [2, 2, 2]


def test_errors_of_a_second_in_which_nothing_finished_are_drawn() -> None:
    drawn = drawn_of((0, 0.1, 0.2, 0.4, 0), (1, 0.1, 0.2, 0.4, 0), (2, None, None, None, 7))
    assert drawn is not None
    assert drawn.errors == ((drawn.right, 7),)
    assert drawn.summary == "slowest 400 ms, 7 errors"


def test_where_nothing_finished_nothing_is_drawn() -> None:
    assert drawn_of((0, None, None, None, 3)) is None

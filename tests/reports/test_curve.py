from __future__ import annotations

import math

import pytest

from gonogo.core.evidence import TimelineRow
from gonogo.reports.curve import HEIGHT, WIDTH, Curve, curve
from gonogo.reports.scale import Tick


def drawn_of(
    *rows: tuple[float, float | None, float | None, float | None, int],
    budgets: tuple[tuple[str, float], ...] = (),
) -> Curve | None:
    return curve([TimelineRow(*row) for row in rows], budgets)


def test_a_curve_spans_the_drawing_and_its_axes_name_round_values() -> None:
    drawn = drawn_of((0, 0.1, 0.2, 0.4, 0), (5, 0.1, 0.2, 0.5, 0), (10, 0.1, 0.3, 0.4, 2))
    assert drawn is not None
    assert [name for name, _ in drawn.lines] == ["p50", "p95", "max"]
    first, *_, last = drawn.lines[2][1].split()
    assert (first.split(",")[0], last.split(",")[0]) == (f"{drawn.left}.0", f"{drawn.right}.0")
    assert drawn.errors == ((drawn.right, 2),)
    assert [tick.label for tick in drawn.y_ticks] == ["100 ms", "200 ms", "500 ms"]
    low, middle, high = (tick.at for tick in drawn.y_ticks)
    assert drawn.bottom > low > middle > high > drawn.top
    assert drawn.budgets == ()
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
    assert 1 <= len(drawn.y_ticks) <= 10
    assert all(0 <= tick.at <= HEIGHT for tick in drawn.y_ticks)


def test_a_budget_is_a_line_from_side_to_side_however_far_above_the_rest() -> None:
    drawn = drawn_of(
        (0, 0.002, 0.003, 0.004, 0), (1, 0.002, 0.003, 0.02, 0), budgets=(("p50", 0.1), ("p99", 1))
    )
    assert drawn is not None
    assert [(one.label, one.until) for one in drawn.budgets] == [
        ("p99 1 s", drawn.right),
        ("p50 100 ms", drawn.right),
    ]
    lowest = min(float(pair.split(",")[1]) for _, points in drawn.lines for pair in points.split())
    assert drawn.top < drawn.budgets[0].at < drawn.budgets[1].at < lowest


def test_the_labels_of_budgets_that_are_nearly_the_same_stand_beside_each_other() -> None:
    close = (("p50", 0.95), ("p95", 0.98), ("p99", 1.0))
    drawn = drawn_of((0, 0.001, 0.003, 0.02, 0), budgets=(*close, ("p90", 0.1)))
    assert drawn is not None
    assert len({one.indent for one in drawn.budgets[:3]}) == 3
    assert drawn.budgets[3].indent == drawn.budgets[0].indent


@pytest.mark.parametrize("odd", [0.0, -1.0, math.nan, math.inf])
def test_a_budget_that_has_no_height_is_not_drawn(odd: float) -> None:
    drawn = drawn_of((0, 0.1, 0.2, 0.4, 0), budgets=(("p95", odd),))
    assert drawn is not None
    assert drawn.budgets == ()


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

from __future__ import annotations

import math
from typing import Any

import pytest

from gonogo.reports.evidence import HEIGHT, WIDTH, Tick, timeline, truth_table


def test_a_curve_spans_the_drawing_and_its_axes_name_round_values() -> None:
    drawn = timeline([[0, 0.1, 0.2, 0.4, 0], [5, 0.1, 0.2, 0.5, 0], [10, 0.1, 0.3, 0.4, 2]])
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
    drawn = timeline([[100.0, 0, 0, top, 0], [100.0 + seconds, 0, top, top, 1]])
    assert drawn is not None
    pairs = [tuple(map(float, pair.split(","))) for _, points in drawn.lines for pair in points.split()]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in pairs)
    assert all(0 <= tick.at <= WIDTH for tick in drawn.x_ticks)
    assert 1 <= len(drawn.x_ticks) <= 8
    assert 2 <= len(drawn.y_ticks) <= 8


def test_the_warm_up_stands_below_zero() -> None:
    drawn = timeline([[-2, 0.1, 0.2, 0.3, 0], [0, 0.1, 0.2, 0.3, 0], [8, 0.1, 0.2, 0.3, 0]])
    assert drawn is not None
    assert drawn.x_ticks[0] == Tick(drawn.left, "-2 s")


@pytest.mark.parametrize(
    "value",
    [
        None,
        "x",
        [],
        {},
        [[1, 2, 3]],
        [[0, 1, 2, 3, "x"]],
        [[0, 1, 2, math.nan, 0]],
        [[0, 1, 2, -3, 0]],
        [1, 2],
    ],
)
def test_what_is_no_timeline_is_not_drawn(value: Any) -> None:
    assert timeline(value) is None


def test_a_truth_table_keeps_its_cells() -> None:
    table = truth_table({"columns": ["a", "b"], "rows": [[1, None], ["x", 2]]})
    assert table is not None
    assert (table.columns, table.rows) == (("a", "b"), ((1, None), ("x", 2)))


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {"rows": [[1]]},
        {"columns": [], "rows": [[]]},
        {"columns": ["a"], "rows": [[1, 2]]},
        {"columns": "a"},
    ],
)
def test_what_is_no_truth_table_is_none(value: Any) -> None:
    assert truth_table(value) is None

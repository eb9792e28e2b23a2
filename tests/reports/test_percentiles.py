from __future__ import annotations

from dataclasses import replace

import pytest

from gonogo.core.evidence import JourneyLatency, LatencyPercentiles, PercentileRow
from gonogo.core.finding import Outcome
from gonogo.reports.exhibits import exhibits
from gonogo.reports.html import render
from gonogo.reports.jsonable import jsonable
from gonogo.reports.percentiles import HEIGHT, WIDTH, Percentiles, of_journey, percentiles
from tests.reports import examples

ROWS = (
    PercentileRow(0, 0.01, 0.01, 0.01, 0.01),
    PercentileRow(50, 0.03, 0.02, 0.021, 0.019),
    PercentileRow(99, None, 0.2, 0.2, 0.3),
)
SEEN = LatencyPercentiles("list", ROWS, (("p50", 0.1), ("p99", 1.0)), 1.1)


def drawn(*rows: PercentileRow) -> Percentiles:
    found = percentiles(replace(SEEN, rows=rows or ROWS))
    assert found is not None
    return found


def test_candidate_and_baseline_lie_in_one_drawing_with_the_budgets() -> None:
    made = drawn()
    points = {name: row.split() for name, row in made.lines}
    assert {name: len(row) for name, row in points.items()} == {
        "arm first": 3,
        "arm second": 3,
        "baseline": 3,
        "candidate": 2,
    }
    assert [budget.label for budget in made.budgets] == ["p99 1 s", "p50 100 ms"]
    assert made.budgets[0].at < made.budgets[1].at
    assert made.compared
    assert [tick.label for tick in made.x_ticks] == ["p0", "p50", "p99"]
    assert made.summary == "list: 1.1 times the baseline is tolerated"
    slower, usual = (float(points[name][1].split(",")[1]) for name in ("candidate", "baseline"))
    assert slower < usual


def test_a_candidate_alone_has_one_line_and_each_budget_ends_at_its_percentile() -> None:
    told = ((0.0, 0.004), (50.0, 0.02), (95.0, 0.3), (99.0, 0.9))
    made = of_journey(JourneyLatency("list", told, (), (("p50", 0.1), ("p95", 0.5), ("p99", 1.0))))
    assert made is not None
    [(name, points)] = made.lines
    places = [tuple(map(float, point.split(","))) for point in points.split()]
    assert (name, made.compared, made.summary) == (
        "candidate", False, "list: percentiles from the intended start",
    )  # fmt: skip
    assert [budget.until for budget in made.budgets] == [place[0] for place in reversed(places[1:])]
    for budget, (_, height) in zip(made.budgets, reversed(places[1:]), strict=True):
        assert budget.at < height, "kept: the curve passes below"


def test_a_budget_of_a_percentile_that_nobody_measured_goes_to_the_end() -> None:
    made = of_journey(JourneyLatency("list", ((50.0, 0.02),), (), (("p99", 1.0),)))
    assert made is not None
    assert made.budgets[0].until == made.right
    assert of_journey(JourneyLatency("list", (), (), (("p99", 1.0),))) is None


@pytest.mark.parametrize("seconds", [1e-6, 0.0123, 1.0, 59.0])
def test_every_point_and_tick_lies_in_the_drawing(seconds: float) -> None:
    made = drawn(PercentileRow(50, seconds, seconds, seconds, seconds), PercentileRow(99.9, 60.0, 1, 1, 1))
    pairs = [tuple(map(float, pair.split(","))) for _, row in made.lines for pair in row.split()]
    assert pairs
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in pairs)
    heights = [*(tick.at for tick in made.y_ticks), *(budget.at for budget in made.budgets)]
    assert all(0 <= height <= HEIGHT for height in heights)
    assert 1 <= len(made.y_ticks) <= 10


@pytest.mark.parametrize("odd", [None, float("nan"), float("inf"), -1.0, 0.0])
def test_what_is_no_time_is_no_point(odd: float | None) -> None:
    assert percentiles(replace(SEEN, rows=(PercentileRow(50, odd, odd, odd, odd),), budgets=())) is None


def test_each_journey_is_one_exhibit_of_the_page() -> None:
    evidence = {f"percentiles of {name}": jsonable(replace(SEEN, journey=name)) for name in ("list", "make")}
    rule = examples.rule("latency/no-slower-than-baseline", Outcome.PASSED)
    rule = replace(rule, finding=examples.finding(rule.id, Outcome.PASSED, evidence=evidence))
    report = replace(examples.go(), rules=(rule,))
    assert [(one.kind, bool(one.percentiles)) for one in exhibits(report)] == [
        ("latency_percentiles", True)
    ] * 2
    page = render(report)
    assert page.count('class="candidate"') == 2
    assert "list: 1.1 times the baseline is tolerated" in page

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from gonogo.reports.entry import Entry
from gonogo.reports.trend.chart import HEIGHT, WIDTH, chart
from gonogo.reports.trend.look import look
from gonogo.reports.trend.nights import series
from gonogo.reports.trend.page import render, shown
from tests.reports.examples import HOSTILE
from tests.reports.trend.made import drifting, history, night, noise

STEPPED = tuple(value * 0.1 for value in [*noise(3, 40), *noise(4, 40, 1.4)])
RISING = tuple(value * 0.1 for value in drifting(2, 60, 15))


def page(runs: tuple[Entry, ...]) -> str:
    return render(shown(runs))


def drawings(text: str) -> list[ET.Element]:
    return [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]  # noqa: S314 - ours


def test_each_series_is_drawn_once_and_each_night_is_in_the_strip() -> None:
    runs = (*history([0.1] * 30), night(30, 0.1, verdict="NO-GO"))
    text = page(runs)
    assert [svg.get("aria-label", "").split(",")[0] for svg in drawings(text)] == [
        "p95 of browse",
        "gate latency",
    ]
    assert (text.count('<i class="good"'), text.count('<i class="bad"')) == (30, 1)
    assert "31 nights, GO 30, NO-GO 1; 2 series looked at" in text
    assert "nothing changed, and nothing drifts" in text


def test_what_moves_is_told_first_and_marked() -> None:
    text = page(history(RISING))
    assert "p95 of browse rises by 2" in text
    assert 'class="rise"' in text
    stepped = page(history(STEPPED))
    assert "p95 of browse: +" in stepped
    assert 'class="change"' in stepped
    assert stepped.index("p95 of browse: +") < stepped.index("<svg")


@pytest.mark.parametrize("values", [STEPPED, RISING, (0.1,), (0.0,) * 20, (1e-7, 3e4)])
def test_all_that_is_drawn_is_within_the_drawing(values: tuple[float, ...]) -> None:
    drawn = chart(look(series(history(values))[0]))
    places = [(x, y) for x, y, _ in drawn.dots]
    lines = [drawn.points, drawn.rise, *drawn.levels]
    places += [tuple(map(float, pair.split(","))) for line in lines for pair in line.split()]  # type: ignore[misc]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert len(drawn.dots) == len(values)


def test_a_night_without_a_run_is_a_gap() -> None:
    runs = (night(0, 0.1), night(1, 0.1), night(9, 0.1))
    first, second, last = (x for x, _, _ in chart(look(series(runs)[0])).dots)
    assert last - second == pytest.approx(8 * (second - first), abs=0.5)


def test_a_budget_far_above_is_said_and_not_drawn() -> None:
    assert chart(look(series(history([0.1] * 20))[0])).budget is None
    assert chart(look(series(history([0.3] * 20))[0])).budget is not None
    assert "budget 0.5 s" in page(history([0.1] * 20))


def test_the_page_is_self_contained_and_runs_nothing() -> None:
    text = page(history(STEPPED))
    assert "default-src 'none'" in text
    assert not re.search(r"<script|<link[^>]+href=\"(?!data:)|src=|url\(|@import", text)


def test_foreign_text_is_escaped() -> None:
    runs = tuple(
        replace(one, service=HOSTILE, target=HOSTILE, outcomes={HOSTILE: "failed"})
        for one in history([0.1] * 3)
    )
    text = page(runs)
    assert "<script" not in text
    assert "\x1b" not in text


def test_too_few_nights_are_not_called_quiet() -> None:
    (few,) = shown(history([0.1] * 11))
    assert few.looked_at == "0 series looked at, 2 of fewer than 12 nights"
    assert few.told == ("too few nights to tell: 12 are needed",)
    (bare,) = shown([replace(night(0, 0.1), quantiles=(), experiments={})])
    assert bare.told == few.told


def test_no_run_is_said() -> None:
    assert "No run is kept." in page(())

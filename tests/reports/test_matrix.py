"""A truth table as a drawing."""

from __future__ import annotations

import pytest

from gonogo.core.evidence import TruthTable
from gonogo.reports.matrix import WIDTH, matrix, tone

OUTAGE = TruthTable(
    ("dependency", "phase", "readiness"),
    (("database", "away", "200 x 1, 503 x 3"), ("cache", "away", "200 x 4")),
)


def test_a_bar_is_cut_in_the_order_and_the_shares_of_what_was_answered() -> None:
    drawn = matrix(OUTAGE)
    assert drawn is not None
    good, bad = drawn.rows[0].cells[2].segments
    assert (good.tone, bad.tone) == ("good", "bad")
    assert bad.width == pytest.approx(3 * good.width, abs=0.2)
    assert bad.x == pytest.approx(good.x + good.width, abs=0.2)
    assert bad.x + bad.width <= WIDTH


def test_labels_stand_beside_the_bars_and_groups_apart() -> None:
    drawn = matrix(OUTAGE)
    assert drawn is not None
    assert [cell.segments for cell in drawn.rows[0].cells[:2]] == [(), ()]
    assert [row.first for row in drawn.rows] == [False, True]


def test_a_long_name_keeps_both_its_ends() -> None:
    drawn = matrix(TruthTable(("replica", "readiness"), (("app.1809934-candidate-2", "200 x 4"),)))
    assert drawn is not None
    assert drawn.rows[0].cells[0].text == "app.180…idate-2"
    assert drawn.rows[0].cells[0].full == "app.1809934-candidate-2"


def test_a_table_without_counts_has_no_drawing() -> None:
    assert matrix(TruthTable(("database", "ready"), (("up", "200"), ("down", "503")))) is None


@pytest.mark.parametrize(
    ("answer", "colour"),
    [("204", "good"), ("302", "calm"), ("404", "hold"), ("503", "bad"), ("timeout", "bad")],
)
def test_each_class_of_answer_has_its_colour(answer: str, colour: str) -> None:
    assert tone(answer) == colour

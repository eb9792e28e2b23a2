from __future__ import annotations

import pytest

from gonogo.reports.trend.divisive import FEWEST, SHUFFLES, Change, change_points
from tests.reports.trend.made import noise


def test_a_step_is_found_where_it_is_with_its_size() -> None:
    (found,) = change_points([*noise(1, 60), *noise(2, 30, 1.3)])
    assert abs(found.at - 60) <= 1
    assert (round(found.before, 1), round(found.after, 1)) == (1.0, 1.3)
    assert found.confidence == 1 - 1 / (SHUFFLES + 1)


def test_steps_up_and_down_are_both_found() -> None:
    values = [*noise(3, 30), *noise(4, 30, 1.4), *noise(5, 30)]
    found = change_points(values)
    assert [round(change.at, -1) for change in found] == [30, 60]
    assert found[0].after == found[1].before


def test_noise_has_none() -> None:
    assert [change_points(noise(seed, 90)) for seed in range(20)] == [()] * 20


@pytest.mark.parametrize("values", [[], [1.0], [1.0] * 90, [1.0] * 4 + [2.0] * 5, [0.0, 1.0] * 20])
def test_what_shows_no_change_is_none(values: list[float]) -> None:
    assert change_points(values) == ()


def test_a_change_has_enough_values_on_each_side() -> None:
    assert change_points([1.0] * 30 + [2.0] * (FEWEST - 1)) == ()
    assert change_points([1.0] * 30 + [2.0] * FEWEST) == (Change(30, 1.0, 2.0),)


def test_one_outlier_is_no_change() -> None:
    assert change_points([*noise(6, 60), 9.0, *noise(7, 29)]) == ()


def test_the_same_values_give_the_same_changes() -> None:
    values = [*noise(8, 40), *noise(9, 50, 1.1)]
    assert change_points(values) == change_points(values)

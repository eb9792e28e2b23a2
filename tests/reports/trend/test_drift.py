from __future__ import annotations

import math

import pytest

from gonogo.reports.trend.drift import FEWEST, Drift, drift
from tests.reports.trend.made import drifting, noise


def test_a_drift_is_named_with_its_begin_and_slope() -> None:
    found = drift(drifting(1, 60, 9))
    assert found is not None
    assert 53 <= found.since <= 63
    assert 0.015 < found.share < 0.03
    assert found.base == pytest.approx(1.0, abs=0.05)
    assert found.level == pytest.approx(1.02**9, abs=0.08)


def test_noise_a_fall_and_equal_values_are_none() -> None:
    assert drift(noise(2, 90)) is None
    assert drift(drifting(3, 60, 15, -0.02)) is None
    assert drift([0.4] * 90) is None


def test_a_step_is_no_drift() -> None:
    assert drift([*noise(4, 60), *noise(5, 15, 1.3)]) is None


def test_a_drift_after_a_step_is_one() -> None:
    stepped = [value * 1.5 for value in drifting(6, 35, 12)]
    found = drift([*noise(7, 40), *stepped])
    assert found is not None
    assert found.base == pytest.approx(1.5, rel=0.1)


def test_outliers_are_none() -> None:
    assert drift([*noise(8, 60), 4.0]) is None
    assert drift([*noise(9, 30), 5.0, *noise(10, 29), 3.0]) is None


def test_too_few_nights_say_nothing() -> None:
    straight = [1 + night for night in range(FEWEST)]
    assert drift(straight[:-1]) is None
    assert drift(straight) is not None


@pytest.mark.parametrize(
    ("budget", "nights"), [(0.5, 10), (0.41, 1), (0.4, 0), (0.3, 0), (0.4100001, 2), (1.0, 60)]
)
def test_the_budget_is_met_after_so_many_nights(budget: float, nights: int) -> None:
    assert Drift(since=3, slope=0.01, base=0.2, level=0.4).nights_until(budget) == nights


def test_a_rise_from_nothing_has_no_share() -> None:
    assert Drift(0, 1.0, 0.0, 5.0).share == math.inf

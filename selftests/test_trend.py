"""How often the trend page is wrong, and how soon it is right, over simulated nights: noise of 5 %."""

from __future__ import annotations

from gonogo.reports.trend.divisive import change_points
from gonogo.reports.trend.drift import FEWEST, drift
from tests.reports.trend.made import drifting, noise

SERIES = 1000
NIGHTS = 90
BEFORE_A_FIFTH = 9
"""Nights at 2 % each until +19.5 %: the tenth is beyond +20 %."""


def test_noise_without_a_drift_is_told_in_at_most_one_series_of_a_hundred() -> None:
    drawn = (noise(seed, NIGHTS) for seed in range(SERIES))
    assert sum(bool(drift(values) or change_points(values)) for values in drawn) <= SERIES / 100


def test_so_it_is_where_somebody_looks_for_a_drift_each_night() -> None:
    def told(values: list[float]) -> bool:
        return any(drift(values[:nights]) for nights in range(FEWEST, NIGHTS + 1))

    assert sum(told(noise(seed, NIGHTS)) for seed in range(SERIES)) <= SERIES / 100


def test_two_percent_a_night_are_named_before_a_fifth() -> None:
    def named(seed: int) -> bool:
        values = drifting(seed, 45, BEFORE_A_FIFTH)
        return any(drift(values[: 45 + nights]) for nights in range(1, BEFORE_A_FIFTH + 1))

    assert sum(map(named, range(200))) >= 190

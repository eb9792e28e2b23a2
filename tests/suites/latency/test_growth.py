from statistics import NormalDist

import pytest

from gonogo.suites.latency.growth import leak, slope

PLACES = range(0, 3001, 375)


def test_a_quarter_of_the_values_moves_no_slope() -> None:
    values = [10.0 * place for place in PLACES]
    values[4], values[7] = 1e9, -1e9
    assert slope(PLACES, values) == pytest.approx(10.0, rel=0.2)


def test_a_slope_needs_no_order_of_size() -> None:
    assert slope([0, 1, 2], [4.0, 2.0, 0.0]) == -2.0


def test_noise_is_no_leak() -> None:
    runs = [NormalDist(1e8, 2e6).samples(9, seed=n) for n in range(1000)]
    found = [leak(PLACES, list(map(int, run)), 2048) for run in runs]
    assert sum(map(bool, found)) <= 1


def test_a_leak_shows_through_noise_that_is_smaller() -> None:
    runs = [NormalDist(1e8, 5e5).samples(9, seed=n) for n in range(1000)]
    kept = [[int(value + 10_240 * sent) for value, sent in zip(run, PLACES, strict=True)] for run in runs]
    assert sum(leak(PLACES, run, 2048) > 0 for run in kept) >= 990


def test_two_readings_tell_nothing() -> None:
    assert leak([0, 3000], [0, 10**9], 2048) == 0

"""How far a rate is known."""

from __future__ import annotations

import pytest

from proving.interval import interval, share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (116, 116, 0.9687, 1.0),
        (0, 63, 0.0, 0.0569),
        (1, 10, 0.0025, 0.4450),
        (5, 10, 0.1871, 0.8129),
        (1, 1, 0.025, 1.0),
    ],
)
def test_it_is_that_of_clopper_and_pearson(part: int, whole: int, low: float, high: float) -> None:
    assert interval(part, whole) == pytest.approx((low, high), abs=1e-4)


def test_a_share_says_how_many_cases_it_rests_on() -> None:
    assert share(2, 2) == "2 of 2 (100.0 %, 95 % interval 15.8 to 100.0 %, n = 2)"
    assert share(0, 0) == "0 of 0"

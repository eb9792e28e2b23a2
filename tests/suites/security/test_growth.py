"""Time in proportion to the size is no sign; the square of it is one, and worth sending more of."""

from dataclasses import replace

import pytest

from gonogo.instruments.inputs.bodies import LARGER, SIZES, growing_bodies
from gonogo.instruments.inputs.message import Plain
from gonogo.suites.security.growth import is_notable, outgrown, shortest
from gonogo.suites.security.observations.hostile import Tried
from tests.suites.security.hostile import GOOD, tried


def took(seconds: float | None, size: int, series: str = "a form") -> Tried:
    return tried(replace(GOOD, seconds=seconds), size=size, series=series)


@pytest.mark.parametrize(
    ("small", "large", "notable"),
    [
        (0.004, 0.064, True),  # the square: 16 times as long for 4 times as much
        (0.020, 0.080, False),  # in proportion
        (0.030, 0.150, False),  # a little more than that, as sorting takes
        (0.001, 0.040, False),  # nothing that anybody would wait for
        (0.060, 0.061, False),  # it does not grow
    ],
)
def test_what_outgrows_its_size_is_worth_more(small: float, large: float, notable: bool) -> None:
    both = [took(small, 56_000), took(large, 224_000)]
    assert is_notable(both[1], both) == notable


def test_only_the_same_series_is_compared() -> None:
    both = [took(0.001, 56_000, "another"), took(1.0, 224_000)]
    assert outgrown(both[1], both) is None
    assert outgrown(took(1.0, 224_000, ""), [took(0.001, 56_000, "")]) is None


def test_no_answer_has_no_time() -> None:
    assert shortest(took(None, 1)) is None
    assert not is_notable(took(None, 224_000), [took(0.001, 56_000)])


def test_larger_bodies_belong_to_the_same_series() -> None:
    plain = Plain("POST", "/", "host")
    usual = {one.series for one in growing_bodies(plain)}
    larger = list(growing_bodies(plain, LARGER))
    assert {one.series for one in larger} == usual
    assert min(len(one.message) for one in larger) > SIZES[1]

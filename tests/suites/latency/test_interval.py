"""The interval knows one stall from many slow arrivals, and says little after few seconds."""

import pytest

from gonogo.suites.latency.interval import Interval, interval, sample, times_until

ERROR = 0.005
SECONDS = 24


def bounds(*over: int, each: int = 10, allowed: float = 0.5) -> Interval:
    """Bounds of so many arrivals over the budget in each second."""
    return interval(sample([(each, slow) for slow in over]), ERROR, allowed)


def test_seconds_without_any_leave_open_a_stall_that_none_of_them_met() -> None:
    none_over = bounds(*[0] * SECONDS)
    assert none_over.low == 0.0
    assert none_over.high == pytest.approx(1 - ERROR ** (1 / SECONDS))
    assert bounds(*[0] * 2400).high < 0.003


def test_seconds_in_which_all_are_over_are_the_same_the_other_way_round() -> None:
    for allowed in (0.01, 0.5):
        all_over = bounds(*[10] * SECONDS, allowed=allowed)
        assert all_over.low == pytest.approx(ERROR ** (1 / SECONDS))
        assert all_over.high == 1.0


def test_as_many_in_one_stall_say_less_than_those_in_many_places() -> None:
    together, apart = bounds(*[10] * 4, *[0] * 20), bounds(*[2, 2, 1, 2, 1, 2] * 4)
    assert (together.low < 0.01, apart.low > 0.1) == (True, True)
    assert apart.high < together.high


def test_stalls_that_come_again_say_more_than_one() -> None:
    assert bounds(*[0, 0, 0, 0, 5, 0] * 4).low > 0.01
    assert bounds(*[0] * 10, 10, 10, *[0] * 12).low < 0.01


def test_the_order_of_the_seconds_tells_how_far_they_depend() -> None:
    mixed, sorted_up = bounds(*[0, 10] * 12), bounds(*[0] * 12, *[10] * 12)
    assert sorted_up.low < 0.2 < mixed.low


def test_slow_and_quick_are_counted_alike() -> None:
    slow, quick = bounds(*[1, 0, 2, 0, 0, 1] * 4), bounds(*[9, 10, 8, 10, 10, 9] * 4)
    assert slow.low == pytest.approx(1 - quick.high)
    assert slow.high == pytest.approx(1 - quick.low)


def test_a_second_or_two_say_nothing() -> None:
    assert bounds(10, 10) == Interval(0.0, 1.0)
    assert interval(sample([]), ERROR, 0.5) == Interval(0.0, 1.0)


def test_seconds_in_which_nobody_was_due_are_none() -> None:
    assert sample([(0, 0), (10, 1), (0, 0)]) == sample([(10, 1)])


def test_one_stall_is_known_by_what_it_had_more_than_usual() -> None:
    assert sample([(10, 1), (10, 5), (10, 6), (10, 1), (10, 3), (10, 1)]).worst_run == 9
    assert sample([(10, 10)] * 5).worst_run == 0


def test_more_of_the_same_narrows_it() -> None:
    seen = sample([(10, slow) for slow in [1, 0, 2, 0, 0, 1] * 4])
    short, long = interval(seen, ERROR, 0.5), interval(seen.times(10), ERROR, 0.5)
    assert short.low < long.low < seen.share < long.high < short.high
    times = times_until(seen, lambda more: interval(more, ERROR, 0.5).low > 0.05)
    assert times is not None
    before, then = (interval(seen.times(factor), ERROR, 0.5) for factor in (times / 1.2, times))
    assert before.low <= 0.05 < then.low
    assert times_until(seen, lambda _: False) is None

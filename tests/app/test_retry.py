"""Retries come later each time, never in step, and end."""

import pytest

from app.imports.retry import LONGEST_SECONDS, RetryPolicy


def least(low: float, _high: float) -> float:
    return low


def most(_low: float, high: float) -> float:
    return high


@pytest.mark.parametrize(("attempt", "between"), [(1, (1.0, 2.0)), (2, (2.0, 4.0)), (3, (4.0, 8.0))])
def test_delays_double_and_half_of_each_is_drawn(attempt: int, between: tuple[float, float]) -> None:
    delays = [RetryPolicy(5, 2.0, draw).delay_seconds(attempt) for draw in (least, most)]
    assert delays == list(between)


def test_the_last_attempt_has_no_successor() -> None:
    assert [RetryPolicy(3, 2.0, least).delay_seconds(n) for n in (1, 2, 3, 4)] == [1.0, 2.0, None, None]


def test_no_delay_is_longer_than_the_longest() -> None:
    assert RetryPolicy(2000, 2.0, most).delay_seconds(1000) == LONGEST_SECONDS


def test_two_imports_that_failed_together_do_not_return_together() -> None:
    policy = RetryPolicy(5, 2.0)
    assert len({policy.delay_seconds(1) for _ in range(50)}) > 40

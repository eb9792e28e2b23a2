"""Looks share one error, and the time that is left is told."""

import pytest

from gonogo.suites.latency.confidence import ERROR, Claim, allowed_share, at_worst, in_time, surely, tell_more
from gonogo.suites.latency.interval import sample
from gonogo.suites.latency.observations.journeys import Block


def test_all_looks_together_err_less_often_than_is_said() -> None:
    errors = [Claim(0.01, look).error for look in range(1, 20)]
    assert errors == sorted(errors, reverse=True)
    assert 0.999 * ERROR < sum(errors) < ERROR


@pytest.mark.parametrize(("name", "share"), [("p50", 0.5), ("p95", 0.05), ("p99", 0.01)])
def test_a_quantile_allows_what_it_leaves(name: str, share: float) -> None:
    assert allowed_share(name) == share


def test_each_sum_is_of_its_own_counts() -> None:
    blocks = [Block(arrivals=10, over=5, in_time=8, over_in_time=3, surely_over=1)] * 4
    assert [(each.over, each.arrivals) for each in (at_worst(blocks), in_time(blocks), surely(blocks))] == [
        (20, 40),
        (12, 32),
        (4, 40),
    ]


def test_the_seconds_that_are_told_would_decide() -> None:
    claim, seen = Claim(0.01), sample([(24, slow) for slow in [0, 0, 0, 6, 0, 0] * 4])
    more = claim.more_seconds(seen)
    assert more is not None
    assert not claim.is_broken(seen)
    assert Claim(0.01, look=2).is_broken(seen.times(1 + more / seen.blocks))
    assert tell_more(seen, claim) == f"about {more:.0f} s more like these would decide"


def test_what_nobody_can_decide_in_time_says_so() -> None:
    edge = sample([(24, slow) for slow in [0, 0, 0, 2, 0, 0, 0, 0] * 3])
    assert tell_more(edge, Claim(0.01)) == "even 1512 s more like these would not decide"


def test_no_arrival_is_not_clear() -> None:
    assert not Claim(0.01).is_clear(sample([]))
    assert Claim(0.01).is_clear(sample([(10, 0)] * 20))

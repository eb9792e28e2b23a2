"""Seconds of a load become blocks of one budget: of whichever arrivals are worse."""

from gonogo.loadtests.result import Exceeded, JourneySecond
from gonogo.suites.latency.experiments.blocks import blocks_over
from gonogo.suites.latency.observations.journeys import Block


def second(**over: int) -> JourneySecond:
    """Ten were due: one was never sent, one failed by our own limits, two were refused, one went late."""
    nothing = {"latency": 0, "latency_expected": 0, "punctual": 0, "punctual_expected": 0, "surely": 0}
    limits = (Exceeded(limit_seconds=0.2, **nothing), Exceeded(limit_seconds=1.0, **nothing | over))
    return JourneySecond(
        second=0, planned=10, finished=9, expected=6, own_errors=1, punctual=7, punctual_expected=5,
        exceeded=limits,
    )  # fmt: skip


def test_what_nobody_knows_was_slow_at_worst_and_quick_at_best() -> None:
    assert blocks_over(0.2, [second()]) == (
        Block(arrivals=8, over=2, in_time=7, over_in_time=0, surely_over=0),
    )


def test_quick_refusals_do_not_make_it_faster() -> None:
    slow = second(latency=3, latency_expected=3, punctual=2, punctual_expected=2, surely=2)
    assert blocks_over(1.0, [slow]) == (Block(arrivals=8, over=5, in_time=7, over_in_time=2, surely_over=2),)


def test_slow_refusals_count_among_all() -> None:
    slow = second(latency=3, latency_expected=0, punctual=3, punctual_expected=0, surely=3)
    assert blocks_over(1.0, [slow]) == (Block(arrivals=10, over=5, in_time=9, over_in_time=3, surely_over=3),)

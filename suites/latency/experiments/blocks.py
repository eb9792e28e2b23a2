"""The seconds of a load as blocks of one budget."""

from __future__ import annotations

from collections.abc import Sequence

from gonogo.loadtests.result import Exceeded, JourneySecond
from gonogo.suites.latency.observations.journeys import Block


def blocks_over(budget: float, seconds: Sequence[JourneySecond]) -> tuple[Block, ...]:
    """Return a block for each second: of all arrivals, or of those answered as expected if it is worse."""
    every = tuple(_all(row, _exceeded(row, budget)) for row in seconds)
    good = tuple(_expected(row, _exceeded(row, budget)) for row in seconds)
    return max(every, good, key=_badness)


def _exceeded(row: JourneySecond, budget: float) -> Exceeded:
    return next(each for each in row.exceeded if each.limit_seconds == budget)


def _unknown(row: JourneySecond) -> int:
    return row.planned - row.finished + row.own_errors


def _all(row: JourneySecond, over: Exceeded) -> Block:
    unknown = _unknown(row)
    return Block(
        arrivals=row.planned,
        over=min(row.planned, over.latency + unknown),
        in_time=row.punctual + unknown,
        over_in_time=over.punctual,
        surely_over=over.surely,
    )


def _expected(row: JourneySecond, over: Exceeded) -> Block:
    unknown = _unknown(row)
    return Block(
        arrivals=row.expected + unknown,
        over=over.latency_expected + unknown,
        in_time=row.punctual_expected + unknown,
        over_in_time=over.punctual_expected,
        surely_over=min(over.surely, row.expected + unknown),
    )


def _badness(blocks: Sequence[Block]) -> tuple[float, float]:
    in_time, arrivals = sum(block.in_time for block in blocks), sum(block.arrivals for block in blocks)
    over_in_time, over = sum(block.over_in_time for block in blocks), sum(block.over for block in blocks)
    return over_in_time / max(1, in_time), over / max(1, arrivals)

"""What the blocks of one quantile tell of its budget: broken, shown to be kept, or how much longer it takes.

A look errs with a probability of at most ``ERROR`` / 2 to the power of its number on either side, so that all
looks together err with less than ``ERROR``, however many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gonogo.suites.latency.interval import MOST_TIMES, Interval, Sample, interval, sample, times_until
from gonogo.suites.latency.observations.journeys import Block

ERROR = 0.01
CONFIDENCE = f"{1 - 2 * ERROR:.0%}"
_SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
_CLEARLY = 0.5
"""With at most this part of the share that may be over, more seconds are not worth their time."""


def allowed_share(name: str) -> float:
    """Return the share of arrivals that may take longer than the budget of a quantile."""
    return round(1 - _SHARES[name], 9)


@dataclass(frozen=True)
class Claim:
    """A budget under test: ``allowed`` is the share that may be over it, ``look`` counts from 1."""

    allowed: float
    look: int = 1

    @property
    def error(self) -> float:
        """The probability with which this look may err on either side."""
        return float(ERROR / 2**self.look)

    def bounds(self, seen: Sample) -> Interval:
        """Return between which bounds the share over the budget lies."""
        return interval(seen, self.error, self.allowed)

    def is_broken(self, seen: Sample) -> bool:
        """Whether the whole interval is outside, and not for the sake of a single stall."""
        outside = self.bounds(seen).low > self.allowed
        return outside and seen.share_without_worst_run > self.allowed

    def is_shown(self, seen: Sample) -> bool:
        """Whether the whole interval is inside."""
        return self.bounds(seen).high <= self.allowed

    def is_clear(self, seen: Sample) -> bool:
        """Whether so few are over that nothing speaks against it, however little this many arrivals show."""
        return bool(seen.arrivals) and (
            seen.share <= _CLEARLY * self.allowed or (seen.share <= self.allowed and self.is_shown(seen))
        )

    def more_seconds(self, seen: Sample) -> float | None:
        """Return how much longer it would take to decide, going on like this; None where nobody can say."""
        later = Claim(self.allowed, self.look + 1)
        settles = later.is_broken if seen.share > self.allowed else later.is_shown
        times = times_until(seen, settles)
        return None if times is None else (times - 1) * seen.blocks


def at_worst(blocks: Sequence[Block]) -> Sample:
    """Sum up with all that is our own doing against the service."""
    return sample([(block.arrivals, block.over) for block in blocks])


def in_time(blocks: Sequence[Block]) -> Sample:
    """Sum up what is not our own doing."""
    return sample([(block.in_time, block.over_in_time) for block in blocks])


def surely(blocks: Sequence[Block]) -> Sample:
    """Sum up what is nobody else's doing, whenever it was sent."""
    return sample([(block.arrivals, block.surely_over) for block in blocks])


def tell_interval(seen: Sample, claim: Claim, budget: float) -> str:
    """Say in words what was seen, between which bounds that is true, and what may be."""
    bounds = claim.bounds(seen)
    return (
        f"{seen.over:g} of {seen.arrivals:g} ({seen.share:.2%}) took longer than {budget:g} s; "
        f"{claim.allowed:.0%} may; {CONFIDENCE} interval {bounds.low:.2%} to {bounds.high:.2%}"
    )


def tell_more(seen: Sample, claim: Claim) -> str:
    """Say how much longer it would take, if all went on like this."""
    more = claim.more_seconds(seen)
    does = "decide" if seen.share > claim.allowed else "show that it is kept"
    if more is None:
        return f"even {(MOST_TIMES - 1) * seen.blocks:.0f} s more like these would not {does}"
    return f"about {more:.0f} s more like these would {does}"

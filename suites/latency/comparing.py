"""What a comparison with the baseline tells: slower, no slower as far as it could see, or neither."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from gonogo.contract.latency import FEWEST, Latency, Percentile
from gonogo.suites.latency.observations.comparison import Comparison, JourneyCompared, Turn
from gonogo.suites.latency.stochastic_order import MOST_TIMES, Round, Strata, Won, bet, least_seen, quantile

ERROR = 0.01
"""How often a candidate that takes as long as is tolerated may be refused, all claims and looks together."""
SUSPECT = 0.1
"""What would be a surprise of this probability, and is no evidence, is not passed either."""
SHARES: dict[Percentile, float] = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
ALL = "all journeys"
_HALF = 0.5


@dataclass(frozen=True)
class Claim:
    """That the candidate is slower than is tolerated at one quantile of a journey, or of all of them.

    ``claims`` is how many there are in the run: each has its share of what may be wrong.
    """

    journey: str
    name: Percentile
    strata: Strata
    tolerated: float
    claims: int

    @property
    def where(self) -> str:
        """How a problem names it."""
        return f"{self.name} of {self.journey}"

    @property
    def needed(self) -> float:
        """What a bet of 1 has to become."""
        return self.claims / ERROR

    @cached_property
    def won(self) -> Won:
        """What it has become."""
        return bet(self.strata, SHARES[self.name], self.tolerated)

    @cached_property
    def seconds(self) -> tuple[float, float, float]:
        """The quantile of the candidate and of either arm of the baseline."""
        rounds = [one for rounds in self.strata for one in rounds]
        return (
            self._quantile(one.candidate for one in rounds),
            self._quantile(one.baseline for one in rounds if one.arm == 0),
            self._quantile(one.baseline for one in rounds if one.arm == 1),
        )

    @cached_property
    def baseline_seconds(self) -> float:
        """The quantile of the baseline, both arms."""
        return self._quantile(one.baseline for rounds in self.strata for one in rounds)

    @property
    def ratio(self) -> float:
        """How many times as long the candidate takes, infinite where nobody answered in time."""
        return _times(self.seconds[0], self.baseline_seconds)

    @property
    def noise(self) -> float:
        """How many times as long one arm of the baseline takes as the other."""
        _, first, second = self.seconds
        return max(_times(first, second), _times(second, first))

    @cached_property
    def least_seen(self) -> float:
        """The least slowdown that this run would have refused."""
        return least_seen(self.strata, SHARES[self.name], self.tolerated, self.needed)

    @property
    def is_shown(self) -> bool:
        """Whether chance is no explanation."""
        return self.won.slower >= self.needed and self.ratio > self.tolerated

    @property
    def is_refused(self) -> bool:
        """Whether the baseline is not as far from itself either."""
        return self.is_shown and self.ratio > self.noise and not self.is_apart

    @property
    def is_apart(self) -> bool:
        """Whether the baseline differs from itself, and chance is no explanation."""
        return self.won.apart >= self.needed

    @property
    def is_suspected(self) -> bool:
        """Whether it looks slower, and nobody can be sure."""
        return self.won.slower >= self.claims / SUSPECT and self.ratio > self.tolerated

    def _quantile(self, turns: Iterable[Sequence[float]]) -> float:
        return quantile(sorted(value for turn in turns for value in turn), SHARES[self.name])


def claims_of(seen: Comparison, latency: Latency) -> tuple[Claim, ...]:
    """Return every claim of which the arrivals are enough to know the quantile."""
    strata = {journey.name: _rounds(journey) for journey in seen.journeys}
    groups = {name: [rounds] for name, rounds in strata.items()}
    groups |= {ALL: list(strata.values())} if len(strata) > 1 else {}
    wanted = [
        (journey, name, rounds)
        for journey, rounds in groups.items()
        for name in SHARES
        if _fewest(rounds) >= FEWEST[name]
    ]
    tolerated = latency.baseline.tolerated_ratio
    return tuple(Claim(journey, name, rounds, tolerated, len(wanted)) for journey, name, rounds in wanted)


def is_settled(seen: Comparison, latency: Latency) -> bool:
    """Whether no more rounds are needed: it is surely slower, or there is nothing to compare it with."""
    return bool(baseline_doubt(seen)) or any(claim.is_refused for claim in claims_of(seen, latency))


def baseline_doubt(seen: Comparison) -> str:
    """Return why the baseline is none: it does not do itself what the journeys promise."""
    for journey in seen.journeys:
        turns = [one.baseline for one in journey.rounds]
        failed, answered = sum(t.failed for t in turns), sum(len(t.latencies_seconds) for t in turns)
        if failed and failed >= _HALF * (failed + answered):
            kinds = ", ".join(f"{kind} x {count}" for kind, count in journey.baseline_failures.items())
            return f"the baseline {seen.baseline} does not answer {journey.name} as promised: {kinds}"
    return ""


def load_doubt(seen: Comparison, achieved_ratio: float) -> str:
    """Return why the load was lighter than planned, empty where it was not."""
    if seen.stopped_by:
        return f"the load was ended early: {seen.stopped_by}"
    turns = [t for j in seen.journeys for one in j.rounds for t in (one.candidate, one.baseline)]
    known = sum(len(turn.latencies_seconds) + turn.failed for turn in turns)
    if known < achieved_ratio * seen.planned:
        return (
            f"of {seen.planned} planned arrivals {known} are known: the generator sent no more to their end"
        )
    return ""


def blind_doubt(seen: Comparison, claims: Iterable[Claim]) -> str:
    """Return which journey this run could not have seen slower; empty where none."""
    seeing = {claim.journey for claim in claims if math.isfinite(claim.least_seen)}
    blind = [journey.name for journey in seen.journeys if journey.name not in seeing]
    if not blind:
        return ""
    return (
        f"{seen.seconds:g} s of turns are too few to see {', '.join(blind)} slower, were it "
        f"{MOST_TIMES:g} times as slow: raise latency.baseline.at_most_seconds, or the rate"
    )


def _rounds(journey: JourneyCompared) -> list[Round]:
    return [Round(_answered(one.candidate), _answered(one.baseline), one.arm) for one in journey.rounds]


def _answered(turn: Turn) -> tuple[float, ...]:
    """What failed is never answered: a quick failure makes nobody fast."""
    return (*turn.latencies_seconds, *(math.inf,) * turn.failed)


def _fewest(strata: Strata) -> int:
    """Return how many arrivals there are of the candidate or of the baseline, whichever has fewer."""
    rounds = [one for each in strata for one in each]
    return min(sum(len(one.candidate) for one in rounds), sum(len(one.baseline) for one in rounds))


def _times(one: float, other: float) -> float:
    """Return how many times as much; 1 where both are infinite or nothing."""
    if one == other:
        return 1.0
    return one / other if other else math.inf

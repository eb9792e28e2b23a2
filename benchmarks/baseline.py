"""How often a comparison with the baseline errs, and what it sees, beside two others on the same loads.

`python -m benchmarks.baseline [RUNS [RUNS_ALIKE]]` prints the table of docs/latency.md. A run is the
reference contract's journeys for a minute, in turns of a second, under one model of slow arrivals; each of
the two servers has stalls of its own. It is judged by the code that judges a release, after either half.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.verdicts import MODELS, Model, reference
from gonogo.contract.baseline import Baseline
from gonogo.contract.latency import Latency
from gonogo.suites.latency.comparing import SHARES, Claim, claims_of
from gonogo.suites.latency.observations.comparison import Comparison, JourneyCompared, Turn, Turns
from gonogo.suites.latency.stochastic_order import quantile

RUNS = 400
RUNS_ALIKE = 1000
EFFECTS = (0.05, 0.1, 0.2, 0.5)
SLOW_SHARE = 0.02
USUAL_SECONDS, SPREAD = 0.02, 0.4
LONG_SECONDS = 10.0
LONGEST_SECONDS = 600.0
_CONFIDENCE, _TOLERANCE = 0.98, 0.25
_THRESHOLD = 1.1


def long_states(arrivals: int, share: float, rate: float, rng: random.Random) -> list[bool]:
    """A server that is slow, or not, for some ten seconds at a time: longer than any round."""
    leaves, slow, states = 1 / (LONG_SECONDS * rate), rng.random() < share, []
    enters = min(1.0, leaves * share / (1 - share))
    for _ in range(arrivals):
        slow = rng.random() >= leaves if slow else rng.random() < enters
        states.append(slow)
    return states


@dataclass(frozen=True)
class Effect:
    """How much longer the candidate takes: of everything, or of what is slow already, where the p99 lies."""

    more: float = 0.0
    tail_only: bool = False

    @property
    def name(self) -> str:
        """As the table names it."""
        if not self.more:
            return "the same release"
        return f"{'p99' if self.tail_only else 'everything'} +{self.more:.0%}"

    def of(self, seconds: float, *, slow: bool) -> float:
        """Return what becomes of an answer."""
        return seconds * (1 + self.more) if slow or not self.tail_only else seconds


def load(model: Model, effect: Effect, rng: random.Random, latency: Latency, share: float) -> Comparison:
    """Simulate a whole comparison."""
    names = [journey.name for journey in latency.journeys]
    rates = [round(journey.rate_per_second) for journey in latency.journeys]
    rounds, each = int(latency.baseline.at_most_seconds // 2), sum(rates)
    deck = [kind for kind, rate in enumerate(rates) for _ in range(rate)]
    states = [model(rounds * 2 * each, share, each, rng) for _ in range(2)]
    place, arm = 0, 0
    dealt: list[tuple[list[list[float]], list[list[float]], int]] = []
    for number in range(rounds):
        turns: list[list[list[float]]] = [[], []]
        for whose in rng.sample(range(2), 2):
            rng.shuffle(deck)
            slow = states[whose][place : place + each]
            turns[whose] = _turn(deck, slow, Effect() if whose else effect, rng)
            place += each
        arm = 1 - arm if number % 2 else rng.randrange(2)
        dealt.append((turns[0], turns[1], arm))
    journeys = [
        JourneyCompared(
            name, tuple(Turns(Turn(tuple(c[kind])), Turn(tuple(a[kind])), arm) for c, a, arm in dealt), {}, {}
        )
        for kind, name in enumerate(names)
    ]
    return Comparison("", tuple(journeys), planned=place, sent=place, seconds=rounds * 2.0)


def _turn(deck: Sequence[int], slow: Sequence[bool], effect: Effect, rng: random.Random) -> list[list[float]]:
    answered: list[list[float]] = [[] for _ in range(max(deck) + 1)]
    for kind, is_slow in zip(deck, slow, strict=True):
        seconds = USUAL_SECONDS * math.exp(rng.gauss(0, SPREAD))
        seconds += rng.uniform(0.1, 0.6) if is_slow else 0.0
        answered[kind].append(effect.of(seconds, slow=is_slow))
    return [sorted(each) for each in answered]


def gate(seen: Comparison, latency: Latency) -> str:
    """Judge it as the gate does, after the first half and after the whole."""
    half = len(seen.journeys[0].rounds) // 2
    if any(claim.is_refused for claim in claims_of(_first(seen, half), latency)):
        return "refused"
    return _outcome(claims_of(seen, latency))


def _first(seen: Comparison, rounds: int) -> Comparison:
    journeys = (JourneyCompared(j.name, j.rounds[:rounds], {}, {}) for j in seen.journeys)
    return Comparison("", tuple(journeys))


def _outcome(claims: Sequence[Claim]) -> str:
    if any(claim.is_refused for claim in claims):
        return "refused"
    unsure = any(claim.is_shown or claim.is_apart or claim.is_suspected for claim in claims)
    return "inconclusive" if unsure else "passed"


def mann_whitney(seen: Comparison) -> bool:
    """Whether Kayenta's classifier calls p50, p95 or p99, second by second, high.

    That is where the interval of the Hodges-Lehmann shift (98 %, two-sided) lies above a quarter of the
    shift's own estimate: MannWhitneyClassifier with the tolerance and the confidence of NetflixACAJudge.
    """
    arms = _seconds_of(seen)
    return any(
        _is_high(
            [quantile(second, share) for second in arms[0]],
            [quantile(second, share) for second in arms[1]],
        )
        for share in SHARES.values()
    )


def _is_high(candidate: list[float], baseline: list[float]) -> bool:
    shifts = sorted(mine - theirs for mine in candidate for theirs in baseline)
    m, n = len(candidate), len(baseline)
    z = statistics.NormalDist().inv_cdf((1 + _CONFIDENCE) / 2)
    rank = max(0, round(m * n / 2 - z * math.sqrt(m * n * (m + n + 1) / 12)))
    return shifts[rank] > _TOLERANCE * abs(statistics.median(shifts))


def fixed_threshold(seen: Comparison, earlier: Comparison) -> bool:
    """Whether a quantile of the candidate is over 1.1 times what the baseline once had: k6's thresholds."""
    mine, theirs = (
        sorted(v for second in _seconds_of(each)[arm] for v in second)
        for each, arm in ((seen, 0), (earlier, 1))
    )
    return any(quantile(mine, share) > _THRESHOLD * quantile(theirs, share) for share in SHARES.values())


def _seconds_of(seen: Comparison) -> list[list[list[float]]]:
    """Return of each arm the latencies of each of its turns, all journeys together."""
    arms = ("candidate", "baseline")
    every = zip(*(journey.rounds for journey in seen.journeys), strict=True)
    rounds = list(every)
    return [
        [sorted(v for turns in one for v in getattr(turns, arm).latencies_seconds) for one in rounds]
        for arm in arms
    ]


def row(
    name: str, model: Model, effect: Effect, runs: int, share: float = SLOW_SHARE, seconds: float = 60.0
) -> dict[str, Any]:
    """Return which shares of so many runs the gate and the others refuse."""
    latency, strict = (
        reference().model_copy(
            update={"baseline": Baseline(at_most_seconds=seconds, tolerated_ratio=tolerated)}
        )
        for tolerated in (reference().baseline.tolerated_ratio, 1.0)
    )
    rng = random.Random(f"{name} {effect.name}")  # noqa: S311 - the same loads again, on purpose
    found: Counter[str] = Counter()
    for _ in range(runs):
        seen, earlier = (load(model, each, rng, latency, share) for each in (effect, Effect()))
        found[gate(seen, latency)] += 1
        found["nothing tolerated"] += gate(seen, strict) == "refused"
        found["mann-whitney"] += mann_whitney(seen)
        found["fixed"] += fixed_threshold(seen, earlier)
    return {"model": name, "effect": effect.name} | {key: found[key] / runs for key in COLUMNS}


COLUMNS = {
    "refused": "refused",
    "inconclusive": "inconclusive",
    "passed": "passed",
    "nothing tolerated": "refused, nothing tolerated",
    "mann-whitney": "Mann-Whitney",
    "fixed": "fixed threshold",
}


def _main(arguments: list[str]) -> None:
    runs = int(arguments[0]) if arguments else RUNS
    alike = int(arguments[1]) if len(arguments) > 1 else RUNS_ALIKE
    print("| model | candidate | " + " | ".join(COLUMNS.values()) + " |")
    print("| --- | --- |" + " --- |" * len(COLUMNS))
    for name, model in MODELS.items():
        _print(row(name, model, Effect(), alike))
        for tail_only in (False, True):
            for more in EFFECTS:
                _print(row(name, model, Effect(more, tail_only), runs))
    _print(row("slow for 10 s at a time, half of the time", long_states, Effect(), alike, 0.5))
    for effect in (Effect(0.2), Effect(0.5, tail_only=True)):
        made = row("independent", MODELS["independent"], effect, runs // 4, seconds=LONGEST_SECONDS)
        _print(made | {"model": f"independent, {LONGEST_SECONDS:g} s"})


def _print(made: dict[str, Any]) -> None:
    shares = " | ".join(f"{made[key]:.1%}" for key in COLUMNS)
    print(f"| {made['model']} | {made['effect']} | {shares} |", flush=True)


if __name__ == "__main__":
    _main(sys.argv[1:])

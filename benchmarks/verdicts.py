"""How often the latency gate errs: its own judgement of simulated loads whose true quantile is known.

`python -m benchmarks.verdicts [RUNS]` prints the table of docs/latency.md. A run is the reference contract's
load under one model of slow arrivals, judged look by look by the code that judges a release.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gonogo.contract.latency import Latency, Percentile
from gonogo.contract.load import load_contract
from gonogo.core.evidence import LatencyTimeline
from gonogo.suites.latency.budgets import is_settled, judge_quantile, seconds_more
from gonogo.suites.latency.confidence import allowed_share
from gonogo.suites.latency.observations.journeys import (
    Block,
    JourneyMeasured,
    Measurement,
    QuantileMeasured,
)

RUNS = 1000
MOST_FALSE_ALARMS = 0.01
STALL_ARRIVALS = 100
PERIOD_SECONDS = 5.0
HUMP_ARRIVALS = 20
PERCENTILES: tuple[Percentile, ...] = ("p50", "p95", "p99")
DOSES: dict[str, Callable[[float], float]] = {
    "half of what may be": lambda allowed: allowed / 2,
    "as much as may be": lambda allowed: allowed,
    # what an exponential tail has over the budget when its quantile is half as much again
    "1.5 times the budget": lambda allowed: allowed ** (1 / 1.5),
}
Model = Callable[[int, float, float, random.Random], list[bool]]


def independent(arrivals: int, share: float, _rate: float, rng: random.Random) -> list[bool]:
    """Each arrival is slow by itself."""
    return [rng.random() < share for _ in range(arrivals)]


def long_stalls(arrivals: int, share: float, _rate: float, rng: random.Random) -> list[bool]:
    """Stalls come at random, and hold a hundred arrivals each."""
    slow, left = [], 0
    begins = -math.log1p(-share) / STALL_ARRIVALS
    for number in range(-10 * STALL_ARRIVALS, arrivals):
        left = STALL_ARRIVALS if rng.random() < begins else max(0, left - 1)
        if number >= 0:
            slow.append(left > 0)
    return slow


def periodic(arrivals: int, share: float, rate: float, rng: random.Random) -> list[bool]:
    """A stall every five seconds; slow is who comes early enough in it to wait longer than the budget."""
    phase = rng.random() * PERIOD_SECONDS
    return [(number / rate + phase) % PERIOD_SECONDS < share * PERIOD_SECONDS for number in range(arrivals)]


def two_humps(arrivals: int, share: float, _rate: float, rng: random.Random) -> list[bool]:
    """Answers come from a quick hump or a slow one, and stay in the slow one for some twenty arrivals."""
    leaves, slow, states = 1 / HUMP_ARRIVALS, rng.random() < share, []
    enters = min(1.0, leaves * share / (1 - share))
    for _ in range(arrivals):
        slow = rng.random() >= leaves if slow else rng.random() < enters
        states.append(slow)
    return states


def one_stall(arrivals: int, _share: float, rate: float, rng: random.Random) -> list[bool]:
    """Slow is who meets the one stall of 0.5 to 2 s in the first look, and waits longer than a second."""
    begins, lasts = rng.uniform(0, reference().duration_seconds - 2), rng.uniform(0.5, 2)
    return [begins <= number / rate < begins + lasts - 1 for number in range(arrivals)]


MODELS: dict[str, Model] = {
    "independent": independent,
    "stalls of 100 arrivals": long_stalls,
    "a stall every 5 s": periodic,
    "two humps": two_humps,
}


@dataclass(frozen=True)
class Ended:
    """How a run ended, and after how many seconds of load."""

    outcome: str
    seconds: float


def run(model: Model, name: Percentile, share: float, latency: Latency, rng: random.Random) -> Ended:
    """Simulate one load, and judge it as long as the gate would measure on."""
    rate = sum(journey.rate_per_second for journey in latency.journeys)
    slow = model(int(rate * latency.longest_seconds), share, rate, rng)
    weights = [journey.rate_per_second for journey in latency.journeys]
    whose = rng.choices(range(len(weights)), weights, k=len(slow))
    seconds, look = latency.duration_seconds, 1
    while True:
        count = int(rate * seconds)
        seen = _measured(slow[:count], whose[:count], rate, latency, name, look)
        more = seconds_more(seconds, latency)
        if not more or is_settled(seen, latency):
            return Ended(_outcome(seen, latency, name), seconds)
        seconds, look = seconds + more, look + 1


def _outcome(seen: Measurement, latency: Latency, name: Percentile) -> str:
    judgement = judge_quantile(seen, latency, name)
    if judgement.problems:
        return "refused"
    return "inconclusive" if judgement.reason else "passed"


def _measured(
    slow: list[bool], whose: list[int], rate: float, latency: Latency, name: Percentile, look: int
) -> Measurement:
    arrivals: Counter[tuple[int, int]] = Counter()
    over: Counter[tuple[int, int]] = Counter()
    for number, (is_slow, sender) in enumerate(zip(slow, whose, strict=True)):
        place = sender, int(number / rate)
        arrivals[place] += 1
        over[place] += is_slow
    journeys = []
    for index, journey in enumerate(latency.journeys):
        places = [place for place in sorted(arrivals) if place[0] == index]
        blocks = tuple(Block(arrivals[p], over[p], arrivals[p], over[p], 0) for p in places)
        if name in journey.budgets:
            journeys.append(_journey(journey.name, name, journey.budgets[name], blocks))
    return Measurement("", tuple(journeys), LatencyTimeline(()), looks=look)


def _journey(called: str, name: Percentile, budget: float, blocks: tuple[Block, ...]) -> JourneyMeasured:
    arrivals, over = sum(b.arrivals for b in blocks), sum(b.over for b in blocks)
    seconds = 2 * budget if over > allowed_share(name) * arrivals else 0.0
    seen = QuantileMeasured(seconds, 0, seconds, seconds, arrivals, blocks)
    return JourneyMeasured(called, arrivals, arrivals, arrivals, 0, 0, 0, {}, {name: seen}, seconds)


def others(model: str, name: Percentile, runs: int) -> dict[str, float]:
    """Return how often two simpler tests refuse a release of which exactly as much is over as may be.

    Both see the first look's arrivals: one the measured quantile alone, one refuses what independent
    arrivals would do in one of a hundred releases.
    """
    latency, allowed = reference(), allowed_share(name)
    rate = sum(journey.rate_per_second for journey in latency.journeys)
    rng = random.Random(f"{model} {name}")  # noqa: S311 - the same loads again, on purpose
    refused = Counter({"the measured quantile": 0, "independent arrivals": 0})
    for _ in range(runs):
        slow = MODELS[model](int(rate * latency.duration_seconds), allowed, rate, rng)
        over = sum(slow)
        refused["the measured quantile"] += over > allowed * len(slow)
        refused["independent arrivals"] += _binomial_tail(len(slow), allowed, over) <= MOST_FALSE_ALARMS
    return {test: count / runs for test, count in refused.items()}


def _binomial_tail(trials: int, chance: float, least: int) -> float:
    """Return the probability of so many or more."""
    return math.fsum(
        math.exp(
            math.lgamma(trials + 1)
            - math.lgamma(count + 1)
            - math.lgamma(trials - count + 1)
            + count * math.log(chance)
            + (trials - count) * math.log1p(-chance)
        )
        for count in range(least, trials + 1)
    )


@cache
def reference() -> Latency:
    """Return the reference contract's load."""
    contract = load_contract(Path(__file__).resolve().parent.parent / "release.yaml")
    assert contract.latency is not None
    return contract.latency


def row(model: str, name: Percentile, dose: str, runs: int) -> dict[str, Any]:
    """Return the shares of the outcomes of so many runs, and how long they took."""
    share = DOSES[dose](allowed_share(name))
    rng = random.Random(f"{model} {name} {dose}")  # noqa: S311 - the same loads again, on purpose
    about = {"model": model, "quantile": name, "over the budget": dose, "share": round(share, 4)}
    return about | _shares([run(MODELS[model], name, share, reference(), rng) for _ in range(runs)])


def clean_but_for_one_stall(runs: int = RUNS) -> dict[str, Any]:
    """Return the same of releases whose p99 is judged and that nobody would call slow."""
    rng = random.Random("one stall")  # noqa: S311 - the same loads again, on purpose
    return _shares([run(one_stall, "p99", 0.0, reference(), rng) for _ in range(runs)])


def _shares(ended: list[Ended]) -> dict[str, Any]:
    outcomes = Counter(each.outcome for each in ended)
    shares = {outcome: outcomes[outcome] / len(ended) for outcome in ("refused", "passed", "inconclusive")}
    return shares | {"median seconds": statistics.median(each.seconds for each in ended)}


def table(runs: int = RUNS) -> list[dict[str, Any]]:
    """Return a row for each quantile, model and dose."""
    return [row(m, name, dose, runs) for name in PERCENTILES for m in MODELS for dose in DOSES]


def false_alarms(runs: int = RUNS) -> dict[str, Any]:
    """Return the share of good releases that p99 refuses, by model, where as much is over as may be."""
    refused = {model: row(model, "p99", "as much as may be", runs)["refused"] for model in MODELS}
    return refused | {
        "runs": runs,
        "goal": MOST_FALSE_ALARMS,
        "reached": max(refused.values()) <= MOST_FALSE_ALARMS,
    }


def _main(arguments: list[str]) -> None:
    runs = int(arguments[0]) if arguments else RUNS
    print("| quantile | model | over the budget | share | refused | passed | inconclusive | load, median |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in PERCENTILES:
        for model in MODELS:
            for dose in DOSES:
                one = row(model, name, dose, runs)
                shares = " | ".join(f"{one[key]:.1%}" for key in ("refused", "passed", "inconclusive"))
                seconds = f"{one['median seconds']:g} s"
                print(
                    f"| {name} | {model} | {dose} | {one['share']:.2%} | {shares} | {seconds} |", flush=True
                )
    print("\n| quantile | model | the measured quantile | independent arrivals |\n| --- | --- | --- | --- |")
    for name in PERCENTILES:
        for model in MODELS:
            found = others(model, name, runs)
            print(f"| {name} | {model} | " + " | ".join(f"{share:.1%}" for share in found.values()) + " |")
    print(f"\nclean but for one stall: {clean_but_for_one_stall(runs)}")


if __name__ == "__main__":
    _main(sys.argv[1:])

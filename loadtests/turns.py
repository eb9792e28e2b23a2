"""Arms that take turns: who is sent when, and what came of each turn."""

import math
import random
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

from gonogo.loadtests.journey import positive, require
from gonogo.loadtests.outcome import Outcome
from gonogo.loadtests.result import Turn

if TYPE_CHECKING:
    from gonogo.loadtests.plan import LoadPlan

_ROUNDING = 1e-6


def check_turns(plan: "LoadPlan") -> None:
    """Raise PlanError for a plan whose turns cannot be taken."""
    if plan.turn_seconds is None:
        return
    where = "plan.turn_seconds"
    require(positive(plan.turn_seconds), f"{where}: expected above 0, got {plan.turn_seconds}")
    require(len(plan.arms()) > 1, f"{where}: expected journeys of two arms or more, got {plan.arms()}")
    require(
        plan.arrivals == "constant" and plan.processes == 1 and plan.rate_per_second is None,
        f"{where}: expected constant arrivals, one process and journeys with rates of their own",
    )
    kinds = {tuple(rate for rate in _rates(plan, arm).values()) for arm in plan.arms()}
    require(len(kinds) == 1, f"{where}: expected the same rates in every arm, got {sorted(kinds)}")
    length = plan.turn_seconds * len(plan.arms())
    for name in ("warm_up_seconds", "duration_seconds"):
        rounds = getattr(plan, name) / length
        require(
            abs(rounds - round(rounds)) < _ROUNDING,
            f"plan.{name}: expected whole rounds of {length:g} s, got {getattr(plan, name):g}",
        )


def take_turns(plan: "LoadPlan", rng: random.Random) -> tuple["array[float]", "array[int]"]:
    """When to send what: evenly in each turn, the same journeys in the same order in a round's turns."""
    length, arms = plan.turn_seconds or 0.0, plan.arms()
    places = [list(_rates(plan, arm)) for arm in arms]
    rates = list(_rates(plan, arms[0]).values())
    rounds = round((plan.warm_up_seconds + plan.duration_seconds) / (length * len(arms)))
    seconds, journeys = array("d"), array("H")
    deck = _deck(rates, length, rounds, rng)
    for number in range(rounds):
        order = rng.sample(range(len(arms)), len(arms))
        hand = deck[number]
        for turn, arm in enumerate(order, number * len(arms)):
            seconds.extend(length * (turn + (place + 0.5) / len(hand)) for place in range(len(hand)))
            journeys.extend(places[arm][kind] for kind in hand)
    return seconds, journeys


def _rates(plan: "LoadPlan", arm: str) -> dict[int, float]:
    """The rate of each of an arm's journeys, by its place in the plan."""
    return {n: one.rate_per_second or 0.0 for n, one in enumerate(plan.journeys) if one.arm == arm}


def _deck(rates: list[float], length: float, rounds: int, rng: random.Random) -> list[list[int]]:
    """Which kinds of journey each round sends: as many as their rates say by then, in random order."""
    deck, dealt = [], [0] * len(rates)
    for number in range(1, rounds + 1):
        due = [math.floor(rate * length * number + _ROUNDING) for rate in rates]
        hand = [kind for kind, total in enumerate(due) for _ in range(total - dealt[kind])]
        rng.shuffle(hand)
        deck.append(hand)
        dealt = due
    return deck


class Turns:
    """One journey turn by turn: every latency of an expected answer, and how many others there were."""

    def __init__(self, turn_seconds: float | None) -> None:
        self._length = turn_seconds
        self._planned: defaultdict[int, int] = defaultdict(int)
        self._failed: defaultdict[int, int] = defaultdict(int)
        self._latencies: defaultdict[int, list[int]] = defaultdict(list)

    def planned(self, due: float) -> None:
        """An arrival is due, in seconds from the first that counts."""
        if self._length:
            self._planned[self._turn(due)] += 1

    def finished(self, due: float, outcome: Outcome, latency_seconds: float) -> None:
        """It has ended; nothing is known of what failed by the generator's own doing."""
        if not self._length:
            return
        if outcome.expected:
            self._latencies[self._turn(due)].append(round(latency_seconds * 1e6))
        elif not outcome.is_own:
            self._failed[self._turn(due)] += 1

    def rows(self) -> tuple[Turn, ...]:
        """Every turn in which it was due, in order."""
        return tuple(
            Turn(
                number=number,
                planned=planned,
                failed=self._failed[number],
                latencies_microseconds=tuple(sorted(self._latencies[number])),
            )
            for number, planned in sorted(self._planned.items())
        )

    def _turn(self, due: float) -> int:
        return math.floor(due / (self._length or 1.0) + _ROUNDING)

"""Made-up rounds: answers of a candidate and a baseline whose stalls are known."""

import math
import random
from collections.abc import Callable

from gonogo.suites.latency.observations.comparison import Comparison, JourneyCompared, Turn, Turns
from gonogo.suites.latency.stochastic_order import Round

Server = Callable[[int, random.Random], float]
"""The seconds of an answer at a place of the whole load."""
USUAL_SECONDS = 0.02


def seeded(seed: int | str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - the same rounds again, on purpose


def steady(_place: int, rng: random.Random) -> float:
    return USUAL_SECONDS * math.exp(rng.gauss(0, 0.4))


def times(factor: float, server: Server = steady) -> Server:
    return lambda place, rng: factor * server(place, rng)


def stalling(begins: float, lasts: int, rng: random.Random) -> Server:
    """A server of its own that stalls for so many arrivals, each of which may begin one."""
    left, slow = 0, []
    for _ in range(10_000):
        left = lasts if rng.random() < begins else max(0, left - 1)
        slow.append(left)
    return lambda place, drawn: steady(place, drawn) + 0.01 * slow[place % len(slow)]


def rounds(
    rng: random.Random,
    candidate: Server = steady,
    baseline: Server = steady,
    *,
    count: int = 30,
    each: int = 24,
) -> list[Round]:
    """Rounds in which both take turns at one clock, in an order that is drawn."""
    place, made = 0, []
    arm = 0
    for number in range(count):
        turns: dict[int, tuple[float, ...]] = {}
        for whose in rng.sample(range(2), 2):
            server = (candidate, baseline)[whose]
            turns[whose] = tuple(sorted(server(place + n, rng) for n in range(each)))
            place += each
        arm = 1 - arm if number % 2 else rng.randrange(2)
        made.append(Round(turns[0], turns[1], arm))
    return made


def compared(*journeys: list[Round], failing: int = 0, baseline_failing: int = 0) -> Comparison:
    """An observation of such rounds; so many of each turn failed."""
    seen = tuple(
        JourneyCompared(
            name,
            tuple(
                Turns(Turn(one.candidate, failing), Turn(one.baseline, baseline_failing), one.arm)
                for one in made
            ),
            {"503": failing * len(made)} if failing else {},
            {"401": baseline_failing * len(made)} if baseline_failing else {},
        )
        for name, made in zip(("list", "search", "create"), journeys, strict=False)
    )
    turns = [turn for made in journeys for one in made for turn in (one.candidate, one.baseline)]
    count = sum(len(turn) + failing for turn in turns)
    return Comparison("http://127.0.0.1:8001", seen, planned=count, sent=count, seconds=60.0)

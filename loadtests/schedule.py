"""When to send what: the whole schedule is fixed before the first request, from the plan's seed."""

import random
from array import array
from dataclasses import dataclass

from gonogo.loadtests.plan import LoadPlan, PlanError
from gonogo.loadtests.turns import take_turns


@dataclass(frozen=True)
class Schedule:
    """Arrivals in order: seconds from the start of the run, and the index of each one's journey.

    The first `warm_up` of them do not count. A process has a part: every `step`-th from number `first` on.
    """

    seconds: "array[float]"
    journeys: "array[int]"
    warm_up: int
    first: int = 0
    step: int = 1

    def __len__(self) -> int:
        return len(self.seconds)

    def part(self, index: int, parts: int) -> "Schedule":
        """The share of one of several processes; together they send the whole."""
        seconds, journeys = self.seconds[index::parts], self.journeys[index::parts]
        warm_up = len(range(index, self.warm_up, parts))
        return Schedule(seconds, journeys, warm_up, first=index, step=parts)

    def number(self, place: int) -> int:
        """The number in the whole schedule of the arrival at a place of this part."""
        return self.first + place * self.step


def build(plan: LoadPlan) -> Schedule:
    """The schedule of a plan. Raises PlanError if it has no arrival, or more than the plan allows."""
    rng = random.Random(plan.seed)  # noqa: S311 - reproducible on purpose
    if plan.turn_seconds:
        seconds, journeys = take_turns(plan, rng)
    else:
        seconds = _constant(plan) if plan.arrivals == "constant" else _poisson(plan, rng)
        journeys = _journeys(plan, len(seconds), rng)
    if len(seconds) + plan.setup_requests() > plan.max_requests:
        raise _too_many(plan, f"{len(seconds)} arrivals and {plan.setup_requests()} setup requests")
    warm_up = sum(second < plan.warm_up_seconds for second in seconds)
    if warm_up == len(seconds):
        raise PlanError(
            f"plan: no arrival in the {plan.duration_seconds:g} s that count; raise the rate "
            "or duration_seconds"
        )
    return Schedule(seconds, journeys, warm_up)


def _too_many(plan: LoadPlan, what: str) -> PlanError:
    return PlanError(
        f"plan.max_requests: {plan.max_requests} allowed, {what} planned; lower "
        "rate_per_second or duration_seconds, or raise max_requests"
    )


def _expected(plan: LoadPlan) -> float:
    return plan.total_rate_per_second() * (plan.warm_up_seconds + plan.duration_seconds)


def _constant(plan: LoadPlan) -> "array[float]":
    # A product such as 200 * 0.7 lands a hair off the whole number that was meant.
    count = int(_expected(plan) + 1e-6)
    if count > plan.max_requests:
        raise _too_many(plan, f"{count} arrivals")
    rate = plan.total_rate_per_second()
    return array("d", (number / rate for number in range(count)))


def _poisson(plan: LoadPlan, rng: random.Random) -> "array[float]":
    seconds = array("d")
    end, rate = plan.warm_up_seconds + plan.duration_seconds, plan.total_rate_per_second()
    second = rng.expovariate(rate)
    while second < end:
        if len(seconds) == plan.max_requests:
            raise _too_many(plan, f"about {_expected(plan):.0f} Poisson arrivals")
        seconds.append(second)
        second += rng.expovariate(rate)
    return seconds


def _journeys(plan: LoadPlan, count: int, rng: random.Random) -> "array[int]":
    """The journeys' exact shares of `count` (largest remainder), in random order."""
    exact = [share / plan.total_rate_per_second() * count for share in plan.shares()]
    counts = [int(number) for number in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: counts[index] - exact[index])
    for index in by_remainder[: count - sum(counts)]:
        counts[index] += 1
    order = array("H", (index for index, number in enumerate(counts) for _ in range(number)))
    rng.shuffle(order)
    return order

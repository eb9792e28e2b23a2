"""Send the same journeys to the candidate and to the baseline, in turns on one machine."""

from __future__ import annotations

import math
import random
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from gonogo.contract.latency import Journey as Promised
from gonogo.contract.latency import Latency
from gonogo.instruments.probe.logins import authorized
from gonogo.loadtests.histogram import count_above
from gonogo.loadtests.lateness import PUNCTUAL_SECONDS
from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.result import JourneyResult, LoadResult
from gonogo.loadtests.result import Turn as Sent
from gonogo.loadtests.run import LoadError, run_load
from gonogo.suites.latency.comparing import is_settled
from gonogo.suites.latency.observations.comparison import Comparison, JourneyCompared, Turn, Turns
from gonogo.targets.base import Target
from gonogo.targets.baseline import beside_baseline

ARMS = ("candidate", "baseline")
TURN_SECONDS = 1.0
_ROUND_SECONDS = TURN_SECONDS * len(ARMS)
_PATIENCE_SECONDS = 10.0
_STARTS_WITHIN_SECONDS = 30.0
_SEEDS = 2**31
_UNKNOWN = Sent(number=0, planned=0, failed=0, latencies_microseconds=())


def compare_with_baseline(target: Target, latency: Latency) -> Comparison:
    """Compare in two parts: it ends after the first where the candidate is surely slower by then."""
    with beside_baseline(target) as pair:
        seen = Comparison(pair.name, (), looks=0, revisions=pair.revisions)
        for rounds in parts(latency.baseline.at_most_seconds):
            plan = plan_of(pair.candidate, pair.baseline, latency, rounds, seed=secrets.randbelow(_SEEDS))
            result, stopped_by = _load(plan, target, seen.looks + 1)
            seen = joined(seen, result, latency, stopped_by)
            if stopped_by or is_settled(seen, latency):
                break
        return seen


def parts(seconds: float) -> tuple[int, int]:
    """Return how many rounds each part has: two halves, of an even number each, so that arms are as long."""
    half = math.floor(seconds / _ROUND_SECONDS / 4) * 2
    return half, math.floor(seconds / _ROUND_SECONDS / 2) * 2 - half


def plan_of(candidate: Target, baseline: Target, latency: Latency, rounds: int, seed: int) -> LoadPlan:
    """Plan turns of the same journeys; room for every arrival that can be under way at once."""
    rate = sum(journey.rate_per_second for journey in latency.journeys)
    warm_up = math.ceil(latency.warm_up_seconds / _ROUND_SECONDS) * _ROUND_SECONDS
    places = zip(ARMS, (candidate, baseline), strict=True)
    return LoadPlan(
        base_urls=(candidate.entry,),
        journeys=tuple(one for arm, place in places for one in _journeys(arm, place, latency)),
        duration_seconds=rounds * _ROUND_SECONDS,
        warm_up_seconds=warm_up,
        max_requests=math.ceil(rate * (rounds * _ROUND_SECONDS + warm_up)) + 1,
        timeout_seconds=_PATIENCE_SECONDS,
        max_in_flight=min(20_000, math.ceil(rate * _PATIENCE_SECONDS) + 64),
        connections=latency.connections,
        turn_seconds=TURN_SECONDS,
        seed=seed,
    )


def _journeys(arm: str, place: Target, latency: Latency) -> Iterator[Journey]:
    for journey in latency.journeys:
        yield Journey(
            name=_called(journey.name, arm),
            path=journey.path,
            method=journey.method,
            rate_per_second=journey.rate_per_second,
            headers=authorized(place.entry, place.headers(journey.credential)),
            json=journey.body,
            expected_statuses=(journey.status,),
            base_url=place.entry,
            arm=arm,
        )


def _called(journey: str, arm: str) -> str:
    return f"{journey} ({arm})"


def _load(plan: LoadPlan, target: Target, part: int) -> tuple[LoadResult, str]:
    """Send one part, and say what ended it early."""
    patience = plan.warm_up_seconds + plan.duration_seconds + plan.timeout_seconds + _STARTS_WITHIN_SECONDS
    try:
        return run_load(plan, target.context.directory / f"comparison-{part}", patience), ""
    except LoadError as broke:
        if broke.partial is None:
            raise
        return broke.partial, broke.partial.stopped_by or str(broke)


def joined(seen: Comparison, part: LoadResult, latency: Latency, stopped_by: str) -> Comparison:
    """Set a part's rounds behind those that were seen before."""
    before = {journey.name: journey for journey in seen.journeys}
    return replace(
        seen,
        journeys=tuple(_compared(journey, before.get(journey.name), part) for journey in latency.journeys),
        stopped_by=stopped_by,
        planned=seen.planned + part.health.planned,
        sent=seen.sent + part.health.started,
        sent_late=seen.sent_late + count_above(part.health.schedule_lag, PUNCTUAL_SECONDS),
        seconds=seen.seconds + part.duration_seconds,
        looks=seen.looks + 1,
    )


def _compared(journey: Promised, before: JourneyCompared | None, part: LoadResult) -> JourneyCompared:
    candidate, baseline = (part.journey(_called(journey.name, arm)) for arm in ARMS)
    earlier = before or JourneyCompared(journey.name, (), {}, {})
    return JourneyCompared(
        name=journey.name,
        rounds=earlier.rounds + tuple(_rounds(part, candidate, baseline)),
        failures=_added(earlier.failures, _failures(journey, candidate)),
        baseline_failures=_added(earlier.baseline_failures, _failures(journey, baseline)),
    )


def _rounds(part: LoadResult, *arms: JourneyResult) -> Iterator[Turns]:
    """Give a part's rounds; the coin that deals the baseline's turns is the same for each journey."""
    by_round = [{turn.number // len(ARMS): turn for turn in arm.turns} for arm in arms]
    coin, arm = random.Random(f"arms {part.seed}"), 0  # noqa: S311 - another draw than that of the order
    for number in range(round(part.duration_seconds / _ROUND_SECONDS)):
        arm = 1 - arm if number % 2 else coin.randrange(2)
        candidate, baseline = (_turn(turns.get(number, _UNKNOWN)) for turns in by_round)
        yield Turns(candidate, baseline, arm)


def _turn(sent: Sent) -> Turn:
    latencies = tuple(each / 1e6 for each in sent.latencies_microseconds)
    return Turn(latencies, sent.failed, sent.planned - sent.failed - len(latencies))


def _failures(journey: Promised, arm: JourneyResult) -> dict[str, int]:
    """Count them by status or error."""
    return {status: n for status, n in arm.statuses.items() if status != str(journey.status)} | arm.errors


def _added(*counts: dict[str, int]) -> dict[str, int]:
    return dict(sum(map(Counter, counts), Counter()))

"""Send all journeys at once, open loop: each arrival at its intended start, whatever became of the others."""

from __future__ import annotations

import math
from dataclasses import replace

from gonogo.contract.latency import Journey, Latency
from gonogo.core.evidence import LatencyTimeline, TimelineRow
from gonogo.instruments.probe.logins import authorized
from gonogo.loadtests.histogram import count_above, quantile
from gonogo.loadtests.join import join
from gonogo.loadtests.lateness import PUNCTUAL_SECONDS
from gonogo.loadtests.plan import Journey as Sent
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.result import JourneyResult, LoadResult, Quantiles
from gonogo.loadtests.run import LoadError, run_load
from gonogo.suites.latency.budgets import is_settled, seconds_more
from gonogo.suites.latency.experiments.blocks import blocks_over
from gonogo.suites.latency.observations.journeys import (
    JourneyMeasured,
    Measurement,
    QuantileMeasured,
)
from gonogo.targets.base import Target

_PERCENTS = {"p50": 50.0, "p95": 95.0, "p99": 99.0}
_PATIENCE_SECONDS = 10.0
_STARTS_WITHIN_SECONDS = 30.0


def measure_journeys(target: Target, latency: Latency) -> Measurement:
    """Run the load, and more of it while a budget is undecided and the contract has seconds left.

    What was measured of a load that ended early is facts as well.
    """
    result, stopped_by = _load(target, latency, latency.duration_seconds, 1)
    seen = _measurement(result, latency, stopped_by, 1)
    while (
        (more := seconds_more(result.duration_seconds, latency))
        and not seen.stopped_by
        and not is_settled(seen, latency)
    ):
        part, stopped_by = _load(target, latency, more, seen.looks + 1)
        result = join(result, part)
        seen = _measurement(result, latency, stopped_by, seen.looks + 1)
    return seen


def _load(target: Target, latency: Latency, seconds: float, part: int) -> tuple[LoadResult, str]:
    """Send one part, and say what ended it early; each has an order of its own."""
    plan = replace(_plan(target, latency.model_copy(update={"duration_seconds": seconds})), seed=part)
    patience = plan.warm_up_seconds + seconds + plan.timeout_seconds + _STARTS_WITHIN_SECONDS
    folder = "load" if part == 1 else f"load-{part}"
    try:
        return run_load(plan, target.context.directory / folder, patience), ""
    except LoadError as broke:
        if broke.partial is None:
            raise
        return broke.partial, broke.partial.stopped_by or str(broke)


def _plan(target: Target, latency: Latency) -> LoadPlan:
    """Plan room for every arrival that can be under way at once, so that a slow service drops none."""
    patience = min(100.0, max(_PATIENCE_SECONDS, 2 * _largest_budget(latency)))
    rate = sum(journey.rate_per_second for journey in latency.journeys)
    return LoadPlan(
        base_urls=(target.entry,),
        journeys=tuple(_sent(target, journey) for journey in latency.journeys),
        duration_seconds=latency.duration_seconds,
        warm_up_seconds=latency.warm_up_seconds,
        max_requests=math.ceil(rate * (latency.duration_seconds + latency.warm_up_seconds)) + 1,
        timeout_seconds=patience,
        max_in_flight=min(20_000, math.ceil(rate * patience) + 64),
        connections=latency.connections,
        headers=authorized(target.entry, {}),
    )


def _largest_budget(latency: Latency) -> float:
    return max(budget for journey in latency.journeys for budget in (0.0, *journey.budgets.values()))


def _sent(target: Target, journey: Journey) -> Sent:
    return Sent(
        name=journey.name,
        path=journey.path,
        method=journey.method,
        rate_per_second=journey.rate_per_second,
        headers=target.headers(journey.credential),
        json=journey.body,
        expected_statuses=(journey.status,),
        limits_seconds=tuple(sorted(set(journey.budgets.values()))),
    )


def _measurement(measured: LoadResult, latency: Latency, stopped_by: str, looks: int) -> Measurement:
    lag = measured.health.schedule_lag
    return Measurement(
        stopped_by=stopped_by,
        journeys=tuple(
            _journey(journey, measured.journey(journey.name), lag) for journey in latency.journeys
        ),
        timeline=LatencyTimeline(
            tuple(
                TimelineRow(row.second, row.p50_seconds, row.p95_seconds, row.max_seconds, row.failed)
                for row in measured.timeline
            )
        ),
        sent_late=count_above(lag, PUNCTUAL_SECONDS),
        looks=looks,
    )


def _journey(journey: Journey, result: JourneyResult, lag: Quantiles) -> JourneyMeasured:
    answers = {status: n for status, n in result.statuses.items() if status != str(journey.status)}
    return JourneyMeasured(
        name=journey.name,
        planned=result.planned,
        started=result.started,
        finished=result.finished,
        dropped=result.dropped,
        failed=result.failed,
        own_errors=result.own_errors,
        failures=answers | result.errors,
        quantiles={name: _quantile(name, b, result, lag) for name, b in journey.budgets.items()},
        max_seconds=result.latency.max_seconds,
    )


def _quantile(name: str, budget: float, result: JourneyResult, lag: Quantiles) -> QuantileMeasured:
    unknown, percent = result.planned - result.finished + result.own_errors, _PERCENTS[name]
    all_of, good = result.latency, result.latency_expected
    in_time, good_in_time = result.punctual, result.punctual_expected
    return QuantileMeasured(
        seconds=max(quantile(each, percent) for each in (all_of, good)),
        surely_over=count_above(result.service_time, budget + lag.max_seconds),
        at_worst_seconds=max(quantile(each, percent, never=unknown) for each in (all_of, good)),
        without_late_seconds=max(
            quantile(each, percent, at_once=unknown) for each in (in_time, good_in_time)
        ),
        punctual=in_time.count,
        blocks=blocks_over(budget, result.seconds),
    )

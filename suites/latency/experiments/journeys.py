"""Send all journeys at once, open loop: each arrival at its intended start, whatever became of the others."""

from __future__ import annotations

import math

from gonogo.contract.latency import Journey, Latency
from gonogo.core.evidence import LatencyTimeline, TimelineRow
from gonogo.instruments.probe.logins import authorized
from gonogo.loadtests.histogram import count_above, quantile
from gonogo.loadtests.lateness import PUNCTUAL_SECONDS
from gonogo.loadtests.plan import Journey as Sent
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.result import JourneyResult, LoadResult, Quantiles
from gonogo.loadtests.run import LoadError, run_load
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
    """Run the load once; what was measured of one that ended early is facts as well."""
    plan = _plan(target, latency)
    seconds = plan.warm_up_seconds + plan.duration_seconds + plan.timeout_seconds + _STARTS_WITHIN_SECONDS
    try:
        measured = run_load(plan, target.context.directory / "load", seconds)
    except LoadError as broke:
        if broke.partial is None:
            raise
        return _measurement(broke.partial, latency, broke.partial.stopped_by or str(broke))
    return _measurement(measured, latency, "")


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
    )


def _measurement(measured: LoadResult, latency: Latency, stopped_by: str) -> Measurement:
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
    )

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gonogo.loadtests.histogram import DurationHistogram
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.result import GeneratorHealth, JourneyResult, LoadResult, TimelineSecond
from gonogo.loadtests.run import LoadError
from gonogo.suites.latency.experiments import journeys as experiments
from gonogo.suites.latency.observations.journeys import Measurement
from tests.judging import contract, done

JOURNEY = {
    "name": "buy",
    "method": "POST",
    "path": "/orders",
    "credential": "buyer",
    "body": {"n": "{uuid}"},
    "status": 201,
    "rate_per_second": 20,
    "budgets": {"p99": 1},
}
CONTRACT = contract(
    credentials={"buyer": {"value": "Bearer x"}},
    latency={"journeys": [JOURNEY], "duration_seconds": 5, "warm_up_seconds": 1, "connections": "fresh"}
    | {"at_most_seconds": None},
)
TARGET: Any = SimpleNamespace(
    entry="http://127.0.0.1:1",
    context=SimpleNamespace(directory=Path("run")),
    headers=lambda name: {"Authorization": name},
)


def histogram(*seconds: float) -> DurationHistogram:
    made = DurationHistogram()
    for value in seconds:
        made.record(value)
    return made


def journey_result() -> JourneyResult:
    """100 arrivals: 90 quick, 8 of 3 s, and 2 refused by the generator's own limits."""
    latency = histogram(*[0.01] * 92, *[3.0] * 8).quantiles()
    return JourneyResult(
        name="buy", planned=100, started=100, finished=100, dropped=0, expected=97, unexpected=1,
        statuses={"201": 97, "503": 1}, errors={"generator_emfile": 2}, received_bytes=0, latency=latency,
        latency_expected=histogram(4.0).quantiles(), service_time=latency,
        punctual=histogram(*[0.01] * 90, *[2.0] * 5).quantiles(),
        punctual_expected=histogram(2.0).quantiles(),
    )  # fmt: skip


def load_result(stopped_by: str | None = None, lag_seconds: float = 0.25) -> LoadResult:
    health = GeneratorHealth(
        planned=100, started=100, finished=100, unfinished=0, dropped=0, never_sent=0,
        planned_rate_per_second=20.0, achieved_rate_per_second=20.0,
        schedule_lag=histogram(*[0.001] * 96, *[lag_seconds] * 4).quantiles(), peak_in_flight=1,
        out_of_range=0, warm_up_started=20, warm_up_failed=0, cpu_fraction=0.1,
    )  # fmt: skip
    row = TimelineSecond(second=0, planned=20, started=20, finished=20, failed=3, dropped=0,
                         p50_seconds=0.01, p95_seconds=3.0, max_seconds=3.0)  # fmt: skip
    return LoadResult(
        completed=stopped_by is None, stopped_by=stopped_by, started_at="", seed=1, arrivals="constant",
        connections="fresh", locust_version="", warm_up_seconds=1.0, duration_seconds=5.0,
        measured_seconds=5.0, health=health, overall=journey_result(),
        journeys=(journey_result(),), timeline=(row,),
    )  # fmt: skip


def measure(monkeypatch: pytest.MonkeyPatch, outcome: LoadResult | LoadError) -> tuple[LoadPlan, Measurement]:
    sent: list[LoadPlan] = []

    def run_load(plan: LoadPlan, work_dir: Path, deadline_seconds: float) -> LoadResult:
        sent.append(plan)
        assert work_dir == Path("run/load")
        assert deadline_seconds > plan.warm_up_seconds + plan.duration_seconds + plan.timeout_seconds
        if isinstance(outcome, LoadError):
            raise outcome
        return outcome

    monkeypatch.setattr(experiments, "run_load", run_load)
    seen = done(experiments.measure_journeys, TARGET, CONTRACT)
    return sent[0], seen


def test_the_plan_is_the_contract_s(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, _ = measure(monkeypatch, load_result())
    (sent,) = plan.journeys
    assert (sent.method, sent.path, sent.json, sent.expected_statuses) == (
        "POST",
        "/orders",
        {"n": "{uuid}"},
        (201,),
    )
    assert sent.headers == {"Authorization": "buyer"}
    assert (plan.base_urls, plan.connections) == (("http://127.0.0.1:1",), "fresh")
    assert (plan.total_rate_per_second(), plan.duration_seconds, plan.warm_up_seconds) == (20.0, 5.0, 1.0)


def test_a_slow_service_finds_room_for_all_its_arrivals(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, _ = measure(monkeypatch, load_result())
    assert plan.max_in_flight >= plan.total_rate_per_second() * plan.timeout_seconds
    assert plan.max_requests >= plan.total_rate_per_second() * 6


def test_the_measurement_is_told_by_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    _, seen = measure(monkeypatch, load_result())
    (journey,) = seen.journeys
    assert (journey.failed, journey.own_errors) == (3, 2)
    assert journey.failures == {"503": 1, "generator_emfile": 2}
    assert list(journey.quantiles) == ["p99"]
    p99 = journey.quantiles["p99"]
    assert p99.seconds == pytest.approx(4.0, rel=0.01)
    assert (p99.surely_over, p99.punctual, seen.sent_late) == (8, 95, 4)
    assert p99.without_late_seconds == pytest.approx(2.0, rel=0.01)
    assert p99.at_worst_seconds > 100  # two arrivals were never sent: nobody knows how they would have gone
    assert (seen.timeline.rows[0].errors, seen.timeline.rows[0].p95_seconds) == (3, 3.0)


def test_the_generator_s_worst_lag_is_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    _, seen = measure(monkeypatch, load_result(lag_seconds=2.5))
    assert seen.journeys[0].quantiles["p99"].surely_over == 0


def test_a_load_that_ended_early_is_measured_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    _, stopped = measure(monkeypatch, LoadError("ended", load_result("SIGTERM")))
    _, broken = measure(monkeypatch, LoadError("exit status 1", load_result()))
    assert (stopped.stopped_by, broken.stopped_by) == ("SIGTERM", "exit status 1")


def test_a_load_without_a_result_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LoadError, match="refused"):
        measure(monkeypatch, LoadError("refused"))

"""The books: what is counted where, from events that no network made."""

import dataclasses
from pathlib import Path

import pytest

from gonogo.loadtests import result
from gonogo.loadtests.histogram import (
    HIGHEST_MICROSECONDS,
    DurationHistogram,
    count_above,
    percentiles,
    quantile,
)
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.plan import Journey, LoadPlan
from gonogo.loadtests.result import Exceeded, LoadResult
from gonogo.loadtests.schedule import build
from gonogo.loadtests.tally import Outcome
from gonogo.loadtests.timeline import Timeline

PLAN = LoadPlan(
    base_urls=("http://127.0.0.1",),
    journeys=(Journey(name="a", path="/", weight=1, limits_seconds=(0.1, 0.005)),),
    rate_per_second=10,
    warm_up_seconds=1,
    duration_seconds=2,
    max_requests=100,
)
GOOD = Outcome(200, expected=True, error=None, received_bytes=100)
BUSY = Outcome(503, expected=False, error=None, received_bytes=10)
LOST = Outcome(0, expected=False, error="timeout", received_bytes=0)
START = 1000.0


def _run(stopped_by: str | None = None) -> LoadResult:
    """Arrivals 10 to 29 count: one sent 0.3 s late and slow, a 503, a time-out, one dropped, one cut off."""
    measurement = Measurement(PLAN, build(PLAN))
    measurement.begin(START)
    for number in range(30):
        intended = START + number / 10
        sent = intended + (0.3 if number == 12 else 0.001)
        if number == 15:
            measurement.dropped(number)
            continue
        measurement.sent(number, sent)
        if number != 20:
            outcome = {3: LOST, 13: BUSY, 14: LOST}.get(number, GOOD)
            measurement.finished(number, sent, sent + 0.01, outcome)
    return measurement.result(stopped_by)


def test_every_planned_arrival_is_in_exactly_one_place() -> None:
    measured = _run()
    health, overall = measured.health, measured.overall
    assert (
        health.planned,
        health.started,
        health.finished,
        health.unfinished,
        health.dropped,
        health.never_sent,
    ) == (20, 19, 18, 1, 1, 0)
    assert (health.warm_up_started, health.warm_up_failed) == (10, 1)
    assert (overall.expected, overall.unexpected) == (16, 1)
    assert (overall.statuses, overall.errors) == ({"200": 16, "503": 1}, {"timeout": 1})
    assert overall.finished == overall.expected + overall.unexpected + sum(overall.errors.values())
    assert overall.received_bytes == 1610
    assert measured.journey("a").latency == overall.latency
    assert overall.seconds == ()


def test_latency_runs_from_the_intended_start_and_service_time_from_the_send() -> None:
    measured = _run()
    assert measured.overall.latency.max_seconds == pytest.approx(0.31, rel=0.002)
    assert measured.overall.service_time.max_seconds == pytest.approx(0.01, rel=0.002)
    assert measured.health.schedule_lag.max_seconds == pytest.approx(0.3, rel=0.002)
    assert count_above(measured.overall.latency, 0.1) == 1
    assert measured.overall.latency_expected.count == 16


def test_each_second_of_intended_start_counts_what_took_longer_than_a_limit() -> None:
    first, second = _run().journey("a").seconds
    assert (first.second, first.planned, first.finished, first.expected, first.own_errors) == (0, 10, 9, 7, 0)
    assert (second.second, second.planned, second.finished, second.expected) == (1, 10, 9, 9)
    assert (first.punctual, first.punctual_expected, second.punctual) == (8, 6, 9)
    # the arrival that was sent 0.3 s late was so while two others were under way
    assert first.exceeded == (
        Exceeded(limit_seconds=0.1, latency=1, latency_expected=1, punctual=0, punctual_expected=0, surely=0),
        Exceeded(
            limit_seconds=0.005, latency=9, latency_expected=7, punctual=6, punctual_expected=6, surely=6
        ),
    )


def test_what_no_lateness_explains_is_sure_however_late_it_was_sent() -> None:
    measurement = Measurement(PLAN, build(PLAN))
    measurement.begin(START)
    for number in (10, 11):
        measurement.sent(number, START + 1.3)
    measurement.finished(10, START + 1.3, START + 1.9, GOOD)
    measurement.finished(11, START + 1.3, START + 1.31, GOOD)
    (first, *_) = measurement.result("SIGTERM").journey("a").seconds
    assert (first.exceeded[0].latency, first.exceeded[0].punctual, first.exceeded[0].surely) == (2, 0, 0)
    measurement = Measurement(PLAN, build(PLAN))
    measurement.begin(START)
    for number in range(10, 30):
        measurement.sent(number, START + number / 10 + 0.06)
    measurement.finished(10, START + 1.06, START + 1.5, GOOD)
    (first, *_) = measurement.result("SIGTERM").journey("a").seconds
    assert (first.exceeded[0].punctual, first.exceeded[0].surely) == (0, 1)


def test_what_was_sent_late_is_not_punctual_and_what_ended_late_is_less_late() -> None:
    """Arrivals every 0.1 s; nothing was sent from 1.25 to 1.55 s: two go late, one ends late."""
    measurement = Measurement(PLAN, build(PLAN))
    measurement.begin(START)
    for number in range(10, 20):
        intended = START + number / 10
        sent = max(intended, START + 1.55) if number in (13, 14, 15) else intended
        if number == 13:
            measurement.finished(12, START + 1.2, START + 1.56, GOOD)
        if number == 12:
            measurement.sent(number, sent)
            continue
        measurement.sent(number, sent)
        measurement.finished(number, sent, sent + 0.02, BUSY if number == 16 else GOOD)
    overall = measurement.result("SIGTERM").overall
    assert (overall.latency.count, overall.punctual.count, overall.punctual_expected.count) == (10, 8, 7)
    assert overall.punctual.max_seconds == pytest.approx(0.1, rel=0.01)  # 0.36 s less the 0.26 s of number 13
    assert overall.latency.max_seconds == pytest.approx(0.36, rel=0.01)


def test_how_late_a_process_was_is_its_own_to_tell() -> None:
    """Number 11 was not sent for 0.4 s by another process: that of number 10 was in time."""
    measurement = Measurement(PLAN, build(PLAN))
    measurement.begin(START)
    measurement.sent(10, START + 1)
    measurement.sent(11, START + 1.5)
    measurement.finished(10, START + 1, START + 1.6, GOOD, 0.0)
    measurement.finished(11, START + 1.5, START + 1.6, GOOD, 0.4)
    overall = measurement.result("SIGTERM").overall
    assert (overall.latency.count, overall.punctual.count) == (2, 1)
    assert overall.punctual.max_seconds == pytest.approx(0.6, rel=0.01)


def test_the_generators_own_errors_are_not_punctual() -> None:
    measurement = Measurement(PLAN, build(PLAN))
    measurement.begin(START)
    measurement.sent(10, START + 1)
    own = Outcome(0, expected=False, error="generator_emfile", received_bytes=0)
    measurement.finished(10, START + 1, START + 1.01, own)
    overall = measurement.result("SIGTERM").overall
    assert (overall.latency.count, overall.punctual.count, overall.own_errors) == (1, 0, 1)


def test_a_quantile_can_count_what_is_unknown() -> None:
    histogram = DurationHistogram()
    for _ in range(95):
        histogram.record(0.1)
    told = histogram.quantiles()
    assert quantile(told, 95) == pytest.approx(0.1, rel=0.01)
    assert quantile(told, 95, never=5) == pytest.approx(0.1, rel=0.01)
    assert quantile(told, 95, never=6) > 100
    assert quantile(told, 50, at_once=96) < 0.001
    assert quantile(DurationHistogram().quantiles(), 95) == 0.0


def test_the_time_line_tells_when_things_happened() -> None:
    first, second, third = _run().timeline
    assert (first.second, second.second, third.second) == (-1, 0, 1)
    counts = [(row.planned, row.started, row.finished, row.failed, row.dropped) for row in (second, third)]
    assert counts == [(10, 9, 9, 2, 1), (10, 10, 9, 0, 0)]
    assert second.max_seconds == pytest.approx(0.31)
    assert second.p50_seconds == pytest.approx(0.011)


def test_an_interrupted_run_says_so_and_counts_what_was_never_sent(tmp_path: Path) -> None:
    measurement = Measurement(PLAN, build(PLAN))
    measured = measurement.result("SIGTERM")
    result.write(measured, tmp_path / "result.json")
    assert result.read(tmp_path / "result.json") == measured
    assert (measured.completed, measured.stopped_by, measured.health.never_sent) == (False, "SIGTERM", 20)
    assert list(tmp_path.iterdir()) == [tmp_path / "result.json"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"completed": true'])
def test_a_broken_result_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "result.json").write_text(text)
    with pytest.raises(result.ResultError, match="not a readable load result"):
        result.read(tmp_path / "result.json")


def test_achieved_rate_falls_when_sending_takes_longer_than_planned() -> None:
    plan = dataclasses.replace(PLAN, warm_up_seconds=0)
    measurement = Measurement(plan, build(plan))
    measurement.begin(START)
    for number in range(20):
        measurement.sent(number, START + number * 0.4)
    health = measurement.result(None).health
    assert health.planned_rate_per_second == 10
    assert health.achieved_rate_per_second == pytest.approx(20 / 7.6)
    assert health.peak_in_flight == 20


def test_durations_keep_three_digits_and_outliers_are_clamped_not_lost() -> None:
    histogram = DurationHistogram()
    assert [histogram.record(seconds) for seconds in (0.0, 1.0493, 119.0, 500.0)] == [True, True, True, False]
    told = histogram.quantiles()
    assert told.count == 4
    assert told.p50_seconds == pytest.approx(1.0493, rel=0.001)
    assert told.max_seconds == pytest.approx(120, rel=0.001)
    assert count_above(told, 1.0) == 3


def test_durations_are_recorded_where_the_library_records_them() -> None:
    ours, theirs = DurationHistogram(), DurationHistogram().hdr
    for number in range(1, 3000):
        microseconds = round(number**2.3)
        ours.record(microseconds / 1e6)
        theirs.record_value(min(microseconds, HIGHEST_MICROSECONDS))
    assert list(ours.hdr.counts) == list(theirs.counts)
    assert ours.hdr.encode() == theirs.encode()
    extremes = [(hdr.min_value, hdr.max_value, hdr.total_count) for hdr in (ours.hdr, theirs)]
    assert extremes[0] == extremes[1]


def test_a_second_keeps_no_latencies_once_its_arrivals_are_settled() -> None:
    timeline = Timeline([0.1, 0.2, 2.5])
    timeline.finished(0.1, 0.4, failed=False)
    timeline.dropped(0.2)
    assert timeline._seconds[0].latencies is None
    assert [row.second for row in timeline.rows()] == [0, 1, 2]
    assert timeline.rows()[0].p95_seconds == pytest.approx(0.3)


def test_a_second_is_told_of_each_journey_as_well() -> None:
    timeline = Timeline([0.1, 0.2, 0.3, 1.5], journeys=3)
    timeline.finished(0.1, 0.4, failed=False, journey=0)
    timeline.finished(0.2, 0.3, failed=False, journey=1)
    timeline.finished(0.3, 1.4, failed=True, journey=1)
    first, second = timeline.rows()
    assert [(one.p50_seconds, one.max_seconds) for one in first.journeys] == [
        (pytest.approx(0.3), pytest.approx(0.3)),
        (pytest.approx(0.1), pytest.approx(1.1)),
        (None, None),
    ]
    assert first.p50_seconds == pytest.approx(0.3)
    assert first.max_seconds == pytest.approx(1.1)
    assert [[one.failed for one in row.journeys] for row in (first, second)] == [[0, 0, 0], [0, 1, 0]]
    assert (first.failed, second.failed) == (0, 1)


def test_several_percentiles_are_read_as_one_is() -> None:
    histogram = DurationHistogram()
    for number in range(1, 501):
        histogram.record(number / 1000)
    seen, told = histogram.quantiles(), (0.0, 50.0, 95.0, 99.9)
    assert percentiles(seen, told) == [quantile(seen, each) for each in told]
    assert percentiles(DurationHistogram().quantiles(), told) == [0.0] * 4

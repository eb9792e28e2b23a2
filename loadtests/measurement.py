"""The books of one run: what was planned, what was sent, what came back, and how well we kept time."""

import time
from collections import Counter
from datetime import UTC, datetime
from importlib.metadata import version

from gonogo.loadtests.histogram import DurationHistogram, quick_quantiles
from gonogo.loadtests.lateness import PUNCTUAL_SECONDS, Lateness
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.progress import Progress
from gonogo.loadtests.result import GeneratorHealth, LoadResult
from gonogo.loadtests.schedule import Schedule
from gonogo.loadtests.tally import Outcome, Tally
from gonogo.loadtests.timeline import Timeline

OVERALL = "(all journeys)"


class Measurement:
    """Fed by the dispatcher; all its times are seconds of `time.perf_counter`, `begin` sets their zero."""

    def __init__(self, plan: LoadPlan, schedule: Schedule) -> None:
        self._plan = plan
        self._schedule = schedule
        planned = Counter(schedule.journeys[schedule.warm_up :])
        self._tallies = [
            Tally(journey.name, planned[index], journey.limits_seconds, plan.turn_seconds)
            for index, journey in enumerate(plan.journeys)
        ]
        for number in range(schedule.warm_up, len(schedule)):
            self._tally(number).seconds.planned(self._due(number))
            self._tally(number).turns.planned(self._due(number))
        self._timeline = Timeline(
            (second - plan.warm_up_seconds for second in schedule.seconds), len(plan.journeys)
        )
        self._lag = DurationHistogram()
        self._lateness = Lateness()
        self._next = 0
        self._zero: float | None = None
        self._began: tuple[float, float] = (0.0, 0.0)
        self._last_sent = 0.0
        self._in_flight = self._peak_in_flight = 0
        self._out_of_range = self._warm_up_started = self._warm_up_failed = 0
        self._started_at = datetime.now(UTC)

    def begin(self, start: float) -> None:
        """The schedule's second 0 is `start`."""
        self._zero = start + self._plan.warm_up_seconds
        self._began = (start, time.process_time())
        self._started_at = datetime.now(UTC)

    def sent(self, number: int, sent_at: float) -> None:
        """Arrival `number` is being sent."""
        self._next = max(self._next, number + 1)
        self._lateness.sent(sent_at, sent_at - self._intended(number))
        self._in_flight += 1
        self._peak_in_flight = max(self._peak_in_flight, self._in_flight)
        self._timeline.started(sent_at - self._base)
        if number < self._schedule.warm_up:
            self._warm_up_started += 1
            return
        self._tally(number).started += 1
        self._last_sent = sent_at - self._base
        self._lag.record(sent_at - self._intended(number))

    def dropped(self, number: int) -> None:
        """Arrival `number` found the pool full and is never sent."""
        self._next = max(self._next, number + 1)
        self._timeline.dropped(self._intended(number) - self._base)
        if number >= self._schedule.warm_up:
            self._tally(number).dropped += 1

    def finished(
        self, number: int, sent_at: float, now: float, outcome: Outcome, late_seconds: float | None = None
    ) -> None:
        """Arrival `number` has its last byte, or its error.

        `late_seconds` is how late its own process was meanwhile, where several send.
        """
        self._in_flight -= 1
        intended = self._intended(number)
        journey = self._schedule.journeys[number]
        failed = not outcome.expected
        self._timeline.finished(intended - self._base, now - self._base, failed=failed, journey=journey)
        if number < self._schedule.warm_up:
            self._warm_up_failed += not outcome.expected
            return
        tally = self._tally(number)
        late = self._lag_during(sent_at, now) if late_seconds is None else late_seconds
        if not tally.record(outcome, now - intended, now - sent_at):
            self._out_of_range += 1
        tally.seconds.finished(self._due(number), outcome, now - intended, now - sent_at - late)
        tally.turns.finished(self._due(number), outcome, now - intended)
        if sent_at - intended <= PUNCTUAL_SECONDS:
            latency = now - intended - (late if late > PUNCTUAL_SECONDS else 0.0)
            tally.record_punctual(outcome, latency)
            tally.seconds.punctual(self._due(number), outcome, latency)

    def progress(self) -> Progress:
        """How far the run is."""
        tallies = self._tallies
        finished, expected = sum(t.finished for t in tallies), sum(t.expected for t in tallies)
        p50, p95, p99 = quick_quantiles((tally.latency for tally in tallies), (50.0, 95.0, 99.0))
        return Progress(
            elapsed_seconds=time.perf_counter() - self._base,
            duration_seconds=self._plan.duration_seconds,
            planned=sum(tally.planned for tally in tallies),
            sent=sum(tally.started for tally in tallies),
            dropped=sum(tally.dropped for tally in tallies),
            finished=finished,
            failed=finished - expected,
            p50_seconds=p50,
            p95_seconds=p95,
            p99_seconds=p99,
        )

    def result(self, stopped_by: str | None) -> LoadResult:
        """Close the books."""
        measured = self._measured_seconds(interrupted=stopped_by is not None)
        overall = Tally(OVERALL)
        for tally in self._tallies:
            overall.add(tally)
        plan = self._plan
        return LoadResult(
            completed=stopped_by is None,
            stopped_by=stopped_by,
            started_at=self._started_at.isoformat(),
            seed=plan.seed,
            arrivals=plan.arrivals,
            connections=plan.connections,
            locust_version=version("locust"),
            warm_up_seconds=plan.warm_up_seconds,
            duration_seconds=plan.duration_seconds,
            measured_seconds=measured,
            health=self._health(overall, measured),
            overall=overall.result(),
            journeys=tuple(tally.result() for tally in self._tallies),
            timeline=self._timeline.rows(),
        )

    @property
    def _base(self) -> float:
        return self._zero or 0.0

    def _tally(self, number: int) -> Tally:
        return self._tallies[self._schedule.journeys[number]]

    def _intended(self, number: int) -> float:
        return self._began[0] + self._schedule.seconds[number]

    def _due(self, number: int) -> float:
        """Seconds from the first second that counts to an arrival's intended start."""
        return self._schedule.seconds[number] - self._plan.warm_up_seconds

    def _lag_during(self, sent_at: float, now: float) -> float:
        """How late anything was sent, or is due already, that a request's time fell into."""
        waiting = self._next < len(self._schedule.seconds)
        due = now - self._intended(self._next) if waiting else 0.0
        return max(due, self._lateness.since(sent_at))

    def _measured_seconds(self, *, interrupted: bool) -> float:
        """How long it took to start what was started: the window that counts, or longer when late."""
        window = self._plan.duration_seconds
        if interrupted:
            elapsed = time.perf_counter() - self._zero if self._zero is not None else 0.0
            window = min(window, max(0.0, elapsed))
        return max(window, self._last_sent)

    def _health(self, overall: Tally, measured: float) -> GeneratorHealth:
        wall, cpu = time.perf_counter() - self._began[0], time.process_time() - self._began[1]
        return GeneratorHealth(
            planned=overall.planned,
            started=overall.started,
            finished=overall.finished,
            unfinished=overall.started - overall.finished,
            dropped=overall.dropped,
            never_sent=overall.planned - overall.started - overall.dropped,
            planned_rate_per_second=overall.planned / self._plan.duration_seconds,
            achieved_rate_per_second=overall.started / measured if measured else 0.0,
            schedule_lag=self._lag.quantiles(),
            peak_in_flight=self._peak_in_flight,
            out_of_range=self._out_of_range,
            warm_up_started=self._warm_up_started,
            warm_up_failed=self._warm_up_failed,
            cpu_fraction=cpu / wall if self._zero is not None else 0.0,
        )

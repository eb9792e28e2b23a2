"""What happened to the requests of one journey, or of all."""

from collections import Counter

from gonogo.loadtests.histogram import DurationHistogram
from gonogo.loadtests.outcome import Outcome
from gonogo.loadtests.result import JourneyResult
from gonogo.loadtests.seconds import JourneySeconds
from gonogo.loadtests.turns import Turns

__all__ = ["HISTOGRAMS", "Outcome", "Tally"]

HISTOGRAMS = ("latency", "latency_expected", "service_time", "punctual", "punctual_expected")


class Tally:
    """Counts and histograms; memory does not grow with the number of requests, but for seconds and turns."""

    def __init__(
        self,
        name: str,
        planned: int = 0,
        limits_seconds: tuple[float, ...] = (),
        turn_seconds: float | None = None,
    ) -> None:
        self.name = name
        self.planned = planned
        self.started = 0
        self.finished = 0
        self.dropped = 0
        self.expected = 0
        self.unexpected = 0
        self.statuses: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self.received_bytes = 0
        self.seconds = JourneySeconds(limits_seconds)
        self.turns = Turns(turn_seconds)
        self.latency = DurationHistogram()
        self.latency_expected = DurationHistogram()
        self.service_time = DurationHistogram()
        self.punctual = DurationHistogram()
        self.punctual_expected = DurationHistogram()

    def record(self, outcome: Outcome, latency_seconds: float, service_seconds: float) -> bool:
        """Count a finished request; False if its latency lay above the histogram's range."""
        self.finished += 1
        self.received_bytes += outcome.received_bytes
        self.service_time.record(service_seconds)
        if outcome.error is not None:
            self.errors[outcome.error] += 1
        else:
            self.statuses[str(outcome.status)] += 1
            self.expected += outcome.expected
            self.unexpected += not outcome.expected
        if outcome.expected:
            self.latency_expected.record(latency_seconds)
        return self.latency.record(latency_seconds)

    def record_punctual(self, outcome: Outcome, latency_seconds: float) -> None:
        """Record the latency of a request that was sent in time; the generator's own errors have none."""
        if outcome.is_own:
            return
        self.punctual.record(latency_seconds)
        if outcome.expected:
            self.punctual_expected.record(latency_seconds)

    def add(self, other: "Tally") -> None:
        """Add another journey's counts and histograms."""
        for name in ("planned", "started", "finished", "dropped", "expected", "unexpected", "received_bytes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.statuses.update(other.statuses)
        self.errors.update(other.errors)
        for name in HISTOGRAMS:  # the seconds stay each journey's: their limits differ
            getattr(self, name).add(getattr(other, name))

    def result(self) -> JourneyResult:
        """The tally as it is reported."""
        return JourneyResult(
            name=self.name,
            planned=self.planned,
            started=self.started,
            finished=self.finished,
            dropped=self.dropped,
            expected=self.expected,
            unexpected=self.unexpected,
            statuses=dict(sorted(self.statuses.items())),
            errors=dict(sorted(self.errors.items())),
            received_bytes=self.received_bytes,
            seconds=self.seconds.rows(),
            turns=self.turns.rows(),
            **{name: getattr(self, name).quantiles() for name in HISTOGRAMS},
        )

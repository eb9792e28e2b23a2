"""What Locust is told: its `request` event for whoever listens, its tables in sums of a moment."""

from time import perf_counter, time
from typing import Any

from locust.stats import StatsEntry, StatsError, bucket_response_time

from gonogo.loadtests.errors import FailedRequest
from gonogo.loadtests.plan import Journey
from gonogo.loadtests.tally import Outcome

EVERY_SECONDS = 0.02  # what is told at once delays what is due meanwhile
LOCUSTS_OWN = 1
"""A runner listens to the event itself, to keep its tables."""


class LocustStatistics:
    """Tells Locust latencies from the intended start, a few milliseconds later.

    As long as nobody but its runner listens, its tables get sums, as a master adds what a worker reports.
    """

    def __init__(self, environment: Any, journeys: tuple[Journey, ...]) -> None:
        self._environment = environment
        self._journeys = journeys
        self._ended: list[tuple[int, float, Outcome]] = []
        self._told_at = perf_counter()

    def add(self, journey: int, latency_seconds: float, outcome: Outcome) -> None:
        """A request of a journey has ended."""
        self._ended.append((journey, latency_seconds * 1000, outcome))

    def tell(self, *, now: bool = False) -> None:
        """Tell what was added, if it is time to."""
        moment = perf_counter()
        if not now and moment - self._told_at < EVERY_SECONDS:
            return
        self._told_at = moment
        ended, self._ended = self._ended, []
        if len(self._environment.events.request._handlers) > LOCUSTS_OWN:  # noqa: SLF001 - it counts them nowhere else
            for journey, milliseconds, outcome in ended:
                self._fire(self._journeys[journey], milliseconds, outcome)
        elif ended:
            self._sum(ended)

    def _fire(self, journey: Journey, milliseconds: float, outcome: Outcome) -> None:
        self._environment.events.request.fire(
            request_type=journey.method,
            name=journey.name,
            response_length=outcome.received_bytes,
            response_time=milliseconds,
            exception=_failure(outcome),
            context={},
        )

    def _sum(self, ended: list[tuple[int, float, Outcome]]) -> None:
        stats, moment = self._environment.stats, time()
        for number in {number for number, _, _ in ended}:
            journey = self._journeys[number]
            mine = [(milliseconds, outcome) for each, milliseconds, outcome in ended if each == number]
            entry = _entry(stats, journey, mine, moment)
            stats.entries[journey.name, journey.method].extend(entry)
            stats.total.extend(entry)
            for _, outcome in mine:
                if (failure := _failure(outcome)) is not None:
                    _count(stats, journey, failure)


def _entry(stats: Any, journey: Journey, ended: list[tuple[float, Outcome]], moment: float) -> Any:
    entry: Any = StatsEntry(stats, journey.name, journey.method)
    times = [milliseconds for milliseconds, _ in ended]
    entry.num_requests, entry.last_request_timestamp = len(ended), moment
    entry.total_response_time = sum(times)
    entry.min_response_time, entry.max_response_time = min(times), max(times)
    for milliseconds in times:
        entry.response_times[bucket_response_time(milliseconds)] += 1
    entry.num_reqs_per_sec[int(moment)] = len(ended)
    entry.num_failures = sum(1 for _, outcome in ended if not outcome.expected)
    if entry.num_failures:
        entry.num_fail_per_sec[int(moment)] = entry.num_failures
    entry.total_content_length = sum(outcome.received_bytes for _, outcome in ended)
    return entry


def _count(stats: Any, journey: Journey, failure: FailedRequest) -> None:
    key = StatsError.create_key(journey.method, journey.name, failure)
    if key not in stats.errors:
        stats.errors[key] = StatsError(journey.method, journey.name, failure)
    stats.errors[key].occurred()


def _failure(outcome: Outcome) -> FailedRequest | None:
    if outcome.expected:
        return None
    return FailedRequest(outcome.error or f"unexpected status {outcome.status}")

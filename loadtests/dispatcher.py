"""The open loop: each arrival is sent at its intended start, whatever became of those before it."""

from time import perf_counter
from typing import Protocol

import gevent
from gevent.pool import Pool

from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.schedule import Schedule
from gonogo.loadtests.tally import Outcome

GRACE_SECONDS = 1.0


class Sender(Protocol):
    """What sends one journey's requests."""

    def send(self, number: int, intended: float) -> tuple[float, Outcome]:
        """Send a request; the time of its end and how it ended."""

    def failed(self, error: BaseException, intended: float) -> tuple[float, Outcome]:
        """The same for a request whose sending raised."""


class Dispatcher:
    """Sends a schedule from a pool of at most `max_in_flight` greenlets."""

    def __init__(self, schedule: Schedule, measurement: Measurement, max_in_flight: int) -> None:
        self._schedule = schedule
        self._measurement = measurement
        self._pool = Pool(max_in_flight)

    def run(self, senders: list[Sender], timeout_seconds: float) -> None:
        """Send the whole schedule, then wait for what is under way; killed, it takes that along."""
        start = perf_counter()
        self._measurement.begin(start)
        try:
            for number, journey in enumerate(self._schedule.journeys):
                intended = start + self._schedule.seconds[number]
                _wait_until(intended)
                if self._pool.full():
                    self._measurement.dropped(number)
                else:
                    self._pool.spawn(self._send, senders[journey], number, intended)
            self._pool.join(timeout=timeout_seconds + GRACE_SECONDS)
        finally:
            self._pool.kill()

    def _send(self, sender: Sender, number: int, intended: float) -> None:
        sent_at = perf_counter()
        self._measurement.sent(number, sent_at)
        try:
            now, outcome = sender.send(number, intended)
        except (Exception, gevent.Timeout) as error:  # noqa: BLE001 - counted by kind, and the load goes on
            now, outcome = sender.failed(error, intended)
        self._measurement.finished(number, sent_at, now, outcome)


def _wait_until(moment: float) -> None:
    """Yield at least once, so that a dispatcher that is late never keeps requests from being sent."""
    gevent.sleep(max(0.0, moment - perf_counter()))
    while (left := moment - perf_counter()) > 0:
        gevent.sleep(left)

"""The open loop: each arrival is sent at its intended start, whatever became of those before it."""

from time import perf_counter

from gonogo.loadtests.client import Client
from gonogo.loadtests.connection import Connection
from gonogo.loadtests.locust_statistics import LocustStatistics
from gonogo.loadtests.loop import Loop
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.schedule import Schedule
from gonogo.loadtests.sender import JourneySender

GRACE_SECONDS = 1.0
BURST = 16
"""So many are sent before sockets are looked at again: an idle connection that died is then not used."""


class Dispatcher:
    """Sends a schedule, at most `max_in_flight` requests at a time."""

    def __init__(
        self, plan: LoadPlan, schedule: Schedule, measurement: Measurement, statistics: LocustStatistics
    ) -> None:
        self._plan = plan
        self._schedule = schedule
        self._measurement = measurement
        self._statistics = statistics
        self._senders: list[JourneySender] = []
        self._start = 0.0
        self._next = 0

    def run(self, senders: list[JourneySender], loop: Loop) -> None:
        """Send the whole schedule, then wait for what is under way; killed, it takes that along."""
        self._senders = senders
        pooled, patience = self._plan.connections == "pooled", self._plan.timeout_seconds
        client = Client(loop, self._ended, patience, pooled=pooled)
        self._start = perf_counter()
        self._measurement.begin(self._start)
        try:
            self._send(client)
            end = perf_counter() + patience + GRACE_SECONDS
            while client.under_way and perf_counter() < end:
                client.turn(end)
                self._statistics.tell()
        finally:
            client.close()
            self._statistics.tell(now=True)

    def _send(self, client: Client) -> None:
        seconds, last = self._schedule.seconds, len(self._schedule)
        while self._next < last:
            client.turn(self._start + seconds[self._next])
            self._send_due(client, min(last, self._next + BURST))
            self._statistics.tell()

    def _send_due(self, client: Client, end: int) -> None:
        """Send what is due, up to number `end`."""
        schedule, measurement, number = self._schedule, self._measurement, self._next
        while number < end and (now := perf_counter()) >= self._start + schedule.seconds[number]:
            if client.under_way >= self._plan.max_in_flight:
                measurement.dropped(number)
            else:
                measurement.sent(number, now)
                request, data = self._senders[schedule.journeys[number]].request(number)
                client.send(request, data, number, now)
            number += 1
        self._next = number

    def _ended(self, connection: Connection) -> None:
        now, number = perf_counter(), connection.number
        journey = self._schedule.journeys[number]
        outcome = self._senders[journey].outcome(connection.answer, connection.error)
        self._measurement.finished(number, connection.sent_at, now, outcome)
        self._statistics.add(journey, now - self._start - self._schedule.seconds[number], outcome)

"""The open loop: each arrival is sent at its intended start, whatever became of those before it."""

from time import perf_counter
from typing import Protocol

from gonogo.loadtests.client import Client
from gonogo.loadtests.connection import Connection
from gonogo.loadtests.loop import Loop
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.schedule import Schedule
from gonogo.loadtests.sender import JourneySender
from gonogo.loadtests.tally import Outcome

GRACE_SECONDS = 1.0
BURST = 8
"""So many are sent before sockets are looked at again: an idle connection that died is then not used."""


class Books(Protocol):
    """Where it is written down what happened; times are those of `perf_counter`."""

    def sent(self, place: int, sent_at: float) -> None:
        """The arrival at a place of the schedule is being sent."""

    def dropped(self, place: int) -> None:
        """It is never sent: too many are under way."""

    def finished(self, place: int, sent_at: float, now: float, outcome: Outcome) -> None:
        """It has its last byte, or its error."""


class Listener(Protocol):
    """Who is told of each request that ended, in batches."""

    def add(self, journey: int, latency_seconds: float, outcome: Outcome) -> None:
        """A request of a journey has ended."""

    def tell(self, *, now: bool = False) -> None:
        """Tell what was added, if it is time to."""


class Dispatcher:
    """Sends a schedule, at most `max_in_flight` requests at a time."""

    def __init__(self, plan: LoadPlan, schedule: Schedule, books: Books, listener: Listener) -> None:
        self._plan = plan
        self._schedule = schedule
        self._books = books
        self._listener = listener
        self._senders: list[JourneySender] = []
        self._start = 0.0
        self._next = 0

    def run(self, senders: list[JourneySender], loop: Loop, start: float) -> None:
        """Send the whole schedule from a moment on, then wait for what is under way.

        Killed, it takes that along.
        """
        self._senders = senders
        pooled, patience = self._plan.connections == "pooled", self._plan.timeout_seconds
        client = Client(loop, self._ended, patience, pooled=pooled)
        self._start = start
        try:
            self._send(client)
            end = perf_counter() + patience + GRACE_SECONDS
            while client.under_way and perf_counter() < end:
                client.turn(end)
                self._listener.tell()
        finally:
            client.close()
            self._listener.tell(now=True)

    def _send(self, client: Client) -> None:
        seconds, last = self._schedule.seconds, len(self._schedule)
        while self._next < last:
            client.turn(self._start + seconds[self._next])
            self._send_due(client, min(last, self._next + BURST))
            self._listener.tell()

    def _send_due(self, client: Client, end: int) -> None:
        """Send what is due, up to number `end`."""
        schedule, books, number = self._schedule, self._books, self._next
        while number < end and (now := perf_counter()) >= self._start + schedule.seconds[number]:
            if client.under_way >= self._plan.max_in_flight:
                books.dropped(number)
            else:
                books.sent(number, now)
                request, data = self._senders[schedule.journeys[number]].request(schedule.number(number))
                client.send(request, data, number, now)
            number += 1
        self._next = number

    def _ended(self, connection: Connection) -> None:
        now, number = perf_counter(), connection.number
        journey = self._schedule.journeys[number]
        outcome = self._senders[journey].outcome(connection.answer, connection.error)
        self._books.finished(number, connection.sent_at, now, outcome)
        self._listener.add(journey, now - self._start - self._schedule.seconds[number], outcome)

"""Several processes that send one schedule, and the one set of books that is kept of them."""

import os
import socket
import subprocess
import sys
import time
from bisect import bisect_right
from contextlib import suppress
from operator import itemgetter

import gevent
from gevent.event import Event as Signal

from gonogo.home import HOME
from gonogo.loadtests.dispatcher import Listener
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.messages import Task, Told, get, put
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.records import FINISHED, NO_ERROR, SENT, Event, events
from gonogo.loadtests.schedule import Schedule
from gonogo.loadtests.sending import Captured
from gonogo.loadtests.tally import Outcome
from gonogo.loadtests.targets import Addresses

READY_SECONDS = 60.0
LEAD_SECONDS = 0.05
LAST_SECONDS = 2.0
AT_ONCE = 1000
POLITENESS = 10


class WorkerError(RuntimeError):
    """A process that sends has ended before its time."""


class _Worker:
    """One process, and up to when it has told what it did."""

    def __init__(self, task: Task) -> None:
        self.name = f"load process {task.index + 1} of {task.parts}"
        self.channel, theirs = socket.socketpair()
        command = [sys.executable, "-m", "gonogo.loadtests.worker", str(theirs.fileno())]
        with theirs:
            self.process = subprocess.Popen(command, cwd=HOME, pass_fds=[theirs.fileno()])
        put(self.channel, task)
        self.errors: tuple[str, ...] = ()
        self.until = 0.0
        self.processor_seconds = 0.0
        self.done = False
        self.failure: WorkerError | None = None

    def wait(self) -> None:
        """Till it is ready. Raises WorkerError."""
        with gevent.Timeout(READY_SECONDS, WorkerError(f"{self.name}: not ready in {READY_SECONDS:g} s")):
            self._get()

    def read(self) -> list[Event]:
        """What it tells next. Raises WorkerError."""
        told = self._get()
        assert isinstance(told, Told)
        self.errors, self.processor_seconds = told.errors, told.processor_seconds
        self.until = float("inf") if told.last else told.until
        self.done = told.last
        return list(events(told.records))

    def end(self) -> None:
        """Whatever became of it, it is gone afterwards."""
        self.channel.close()
        self.process.kill()
        self.process.wait()

    def _get(self) -> object:
        try:
            return get(self.channel)
        except (EOFError, OSError) as error:
            raise WorkerError(f"{self.name}: ended before its time") from error


class Workers:
    """As many processes as the plan wants; each sends its part of the schedule at the same clock."""

    def __init__(self, plan: LoadPlan, schedule: Schedule, addresses: Addresses, captured: Captured) -> None:
        self._plan, self._schedule = plan, schedule
        tasks = [Task(plan, addresses, captured, index, plan.processes) for index in range(plan.processes)]
        self._workers = [_Worker(task) for task in tasks]
        self._start, self._seconds = 0.0, 1.0
        self._heard = Signal()
        self._waiting: list[Event] = []
        self._last = Outcome(0, expected=False, error=None, received_bytes=0)

    def busiest(self) -> float:
        """The share of one processor that the busiest of them used."""
        return max(worker.processor_seconds for worker in self._workers) / self._seconds

    def run(self, books: Measurement, listener: Listener) -> None:
        """Send the whole schedule; killed, it takes the processes along. Raises WorkerError."""
        readers: list[gevent.Greenlet] = []
        try:
            for worker in self._workers:
                worker.wait()
            os.nice(POLITENESS)  # what is measured comes before what is written down of it
            self._begin(books)
            readers += [gevent.spawn(self._listen, worker) for worker in self._workers]
            self._follow(books, listener)
        finally:
            try:
                self._gather(readers, books, listener)
            finally:
                for worker in self._workers:
                    worker.end()

    def _gather(self, readers: list[gevent.Greenlet], books: Measurement, listener: Listener) -> None:
        """Let them stop, and write down what they have to say yet."""
        for worker in self._workers:
            with suppress(OSError):  # it is gone already
                worker.channel.shutdown(socket.SHUT_WR)
        gevent.joinall(readers, timeout=LAST_SECONDS)
        self._seconds = time.perf_counter() - self._start
        self._write(books, listener, float("inf"))
        listener.tell(now=True)

    def _begin(self, books: Measurement) -> None:
        self._start = time.perf_counter() + LEAD_SECONDS
        books.begin(self._start)
        for worker in self._workers:
            put(worker.channel, self._start)

    def _listen(self, worker: _Worker) -> None:
        try:
            while not worker.done:
                told = worker.read()  # others are read meanwhile
                self._waiting += told
                self._heard.set()
        except WorkerError as error:
            worker.failure = error
            self._heard.set()

    def _follow(self, books: Measurement, listener: Listener) -> None:
        while not all(worker.done for worker in self._workers):
            self._heard.wait()
            self._heard.clear()
            for worker in self._workers:
                if worker.failure is not None:
                    raise worker.failure
            self._write(books, listener, min(worker.until for worker in self._workers))
            listener.tell()

    def _write(self, books: Measurement, listener: Listener, until: float) -> None:
        """Write down what happened up to a moment, in the order in which it did."""
        self._waiting.sort()
        known = bisect_right(self._waiting, until, key=itemgetter(0))
        happened, self._waiting = self._waiting[:known], self._waiting[known:]
        for place, event in enumerate(happened):
            if event.what == FINISHED:
                self._finish(event, books, listener)
            elif event.what == SENT:
                books.sent(event.number, event.at)
            else:
                books.dropped(event.number)
            if place % AT_ONCE == 0:
                gevent.sleep(0)

    def _finish(self, event: Event, books: Measurement, listener: Listener) -> None:
        at, _, number, sent_at, late_seconds, status, size, error = event
        journey = self._schedule.journeys[number]
        told = self._workers[number % len(self._workers)].errors[error - 1] if error != NO_ERROR else None
        outcome = self._outcome(journey, status, size, told)
        books.finished(number, sent_at, at, outcome, late_seconds)
        listener.add(journey, at - self._start - self._schedule.seconds[number], outcome)

    def _outcome(self, journey: int, status: int, size: int, error: str | None) -> Outcome:
        expected = error is None and status in self._plan.journeys[journey].expected_statuses
        last = self._last
        if (last.status, last.received_bytes, last.error, last.expected) != (status, size, error, expected):
            self._last = Outcome(status, expected=expected, error=error, received_bytes=size)
        return self._last

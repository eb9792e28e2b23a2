"""Several processes that send one schedule, and the one set of books that is kept of them."""

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress

import gevent
from gevent.event import Event as Signal

from gonogo.home import HOME
from gonogo.loadtests.dispatcher import Listener
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.messages import Task, Told, get, put
from gonogo.loadtests.plan import LoadPlan
from gonogo.loadtests.records import DROPPED, NO_ERROR, SENT, Event, events
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
    """One process, and what it told that is not in the books yet."""

    def __init__(self, task: Task) -> None:
        self.name = f"load process {task.index + 1} of {task.parts}"
        self.channel, theirs = socket.socketpair()
        command = [sys.executable, "-m", "gonogo.loadtests.worker", str(theirs.fileno())]
        with theirs:
            self.process = subprocess.Popen(command, cwd=HOME, pass_fds=[theirs.fileno()])
        put(self.channel, task)
        self.waiting: list[Event] = []
        self.errors: tuple[str, ...] = ()
        self.until = 0.0
        self.processor_seconds = 0.0
        self.done = False
        self.failure: WorkerError | None = None

    def wait(self) -> None:
        """Till it is ready. Raises WorkerError."""
        with gevent.Timeout(READY_SECONDS, WorkerError(f"{self.name}: not ready in {READY_SECONDS:g} s")):
            self._get()

    def read(self, heard: Signal) -> None:
        """All that it tells, to the end."""
        try:
            while not self.done:
                told = self._get()
                assert isinstance(told, Told)
                self.waiting += events(told.records)
                self.errors, self.processor_seconds = told.errors, told.processor_seconds
                self.until = float("inf") if told.last else told.until
                self.done = told.last
                heard.set()
        except WorkerError as error:
            self.failure = error
            heard.set()

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

    def busiest(self) -> float:
        """The share of one processor that the busiest of them used."""
        return max(worker.processor_seconds for worker in self._workers) / self._seconds

    def run(self, books: Measurement, listener: Listener) -> None:
        """Send the whole schedule; killed, it takes the processes along. Raises WorkerError."""
        heard = Signal()
        readers: list[gevent.Greenlet] = []
        try:
            for worker in self._workers:
                worker.wait()
            os.nice(POLITENESS)  # what is measured comes before what is written down of it
            self._begin(books)
            readers += [gevent.spawn(worker.read, heard) for worker in self._workers]
            self._follow(heard, books, listener)
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

    def _follow(self, heard: Signal, books: Measurement, listener: Listener) -> None:
        while not all(worker.done for worker in self._workers):
            heard.wait()
            heard.clear()
            for worker in self._workers:
                if worker.failure is not None:
                    raise worker.failure
            self._write(books, listener, min(worker.until for worker in self._workers))
            listener.tell()

    def _write(self, books: Measurement, listener: Listener, until: float) -> None:
        """Write down what happened up to a moment, in the order in which it did."""
        known = [(event, worker) for worker in self._workers for event in worker.waiting if event.at <= until]
        for worker in self._workers:
            worker.waiting = [event for event in worker.waiting if event.at > until]
        known.sort(key=lambda pair: pair[0].at)
        for place, (event, worker) in enumerate(known):
            self._write_one(event, worker, books, listener)
            if place % AT_ONCE == 0:
                gevent.sleep(0)

    def _write_one(self, event: Event, worker: _Worker, books: Measurement, listener: Listener) -> None:
        if event.what == SENT:
            books.sent(event.number, event.at)
        elif event.what == DROPPED:
            books.dropped(event.number)
        else:
            journey = self._schedule.journeys[event.number]
            outcome = self._outcome(journey, event, worker)
            books.finished(event.number, event.sent_at, event.at, outcome, event.late_seconds)
            latency = event.at - self._start - self._schedule.seconds[event.number]
            listener.add(journey, latency, outcome)

    def _outcome(self, journey: int, event: Event, worker: _Worker) -> Outcome:
        error = None if event.error == NO_ERROR else worker.errors[event.error - 1]
        expected = error is None and event.status in self._plan.journeys[journey].expected_statuses
        return Outcome(event.status, expected=expected, error=error, received_bytes=event.size)

"""A plan as Locust runs it: one user whose only task dispatches the whole schedule, and its shape."""

import dataclasses
import traceback
from contextlib import closing
from time import perf_counter
from typing import ClassVar

from gevent.event import Event
from locust import LoadTestShape, User, task
from locust.exception import StopUser

from gonogo.loadtests.dispatcher import Dispatcher, Listener
from gonogo.loadtests.locust_statistics import LocustStatistics
from gonogo.loadtests.loop import Loop
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.outcome import Outcome
from gonogo.loadtests.plan import LoadPlan, PlanError
from gonogo.loadtests.progress import Teller, teller_of
from gonogo.loadtests.result import LoadResult
from gonogo.loadtests.schedule import Schedule
from gonogo.loadtests.sending import Captured, senders, set_up
from gonogo.loadtests.targets import Addresses
from gonogo.loadtests.workers import WorkerError, Workers

SETTLES_SECONDS = 5.0


class Engine:
    """The one run of this process: what to send, the books, and how it ended."""

    def __init__(
        self, plan: LoadPlan, schedule: Schedule, addresses: Addresses, measurement: Measurement
    ) -> None:
        self.plan = plan
        self.addresses = addresses
        self.measurement = measurement
        self._schedule = schedule
        self.ended = Event()
        self._idle = Event()
        self._idle.set()
        self.stopped_by: str | None = "ended before its schedule"
        self.error: Exception | None = None
        self._busiest: float | None = None

    def run(self, user: User) -> None:
        """Set the journeys up, send the schedule, and note how it went."""
        self._idle.clear()
        try:
            statistics = self._listener(user)
            captured = self._set_up()
            if self.plan.processes == 1:
                self._send(statistics, captured)
            else:
                self._share(statistics, captured)
            self.stopped_by = None
        except Exception as error:  # noqa: BLE001 - told by the recorder, with its exit status
            self.error = error
        finally:
            self.ended.set()
            self._idle.set()

    def _listener(self, user: User) -> Listener:
        statistics = LocustStatistics(user.environment, self.plan.journeys)
        teller = teller_of(self.measurement)
        return statistics if teller is None else _Both(statistics, teller)

    def _set_up(self) -> Captured:
        with closing(Loop()) as loop:
            return set_up(self.plan, self.addresses, loop)

    def _send(self, statistics: Listener, captured: Captured) -> None:
        with closing(Loop()) as loop:
            ready = senders(self.plan, self.addresses, captured)
            dispatcher = Dispatcher(self.plan, self._schedule, self.measurement, statistics)
            start = perf_counter()
            self.measurement.begin(start)
            dispatcher.run(ready, loop, start)

    def _share(self, statistics: Listener, captured: Captured) -> None:
        workers = Workers(self.plan, self._schedule, self.addresses, captured)
        try:
            workers.run(self.measurement, statistics)
        finally:
            self._busiest = workers.busiest()

    def result(self) -> LoadResult:
        """Close the books, once everything is written down."""
        self._idle.wait(SETTLES_SECONDS)
        measured = self.measurement.result(self.stopped_by)
        if self._busiest is None:
            return measured
        health = dataclasses.replace(measured.health, cpu_fraction=self._busiest)
        return dataclasses.replace(measured, health=health)

    def stop(self, reason: str) -> None:
        """End the run early."""
        if not self.ended.is_set():
            self.stopped_by = reason
            self.ended.set()

    def failure(self) -> str | None:
        """Why the run could not be made, for a reader; None if it could."""
        if self.error is None:
            return None
        if isinstance(self.error, PlanError | WorkerError):
            return str(self.error)
        return "".join(traceback.format_exception(self.error))


class _Both:
    """Locust's tables, and whoever watches this process."""

    def __init__(self, statistics: LocustStatistics, teller: Teller) -> None:
        self._statistics, self._teller = statistics, teller

    def add(self, journey: int, latency_seconds: float, outcome: Outcome) -> None:
        """The books have it for the teller already."""
        self._statistics.add(journey, latency_seconds, outcome)

    def tell(self, *, now: bool = False) -> None:
        """Tell both, each in its own time."""
        self._statistics.tell(now=now)
        self._teller.tell(now=now)


class OpenLoopUser(User):
    """The only user of a run; the load's concurrency is in its task, not in a number of users."""

    abstract = True
    engine: ClassVar[Engine]

    @task
    def dispatch(self) -> None:
        """Run the plan once."""
        self.engine.run(self)
        raise StopUser


class PlanShape(LoadTestShape):
    """One user until the plan has ended."""

    abstract = True
    engine: ClassVar[Engine]

    def tick(self) -> tuple[int, float] | None:
        """One user, or the end."""
        return None if self.engine.ended.is_set() else (1, 1.0)


def user_of(engine: Engine) -> type[OpenLoopUser]:
    """The user class that runs this engine."""
    return type(
        "PlanUser",
        (OpenLoopUser,),
        {"abstract": False, "engine": engine, "host": engine.plan.base_urls[0], "fixed_count": 1},
    )


def shape_of(engine: Engine) -> type[PlanShape]:
    """The shape class that follows this engine."""
    return type("EngineShape", (PlanShape,), {"abstract": False, "engine": engine})

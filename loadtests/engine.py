"""A plan as Locust runs it: one user whose only task dispatches the whole schedule, and its shape."""

import dataclasses
import traceback
from typing import ClassVar

from gevent.event import Event
from locust import FastHttpUser, LoadTestShape, task
from locust.exception import StopUser

from gonogo.loadtests.client import MeasuringAgent
from gonogo.loadtests.dispatcher import Dispatcher
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.plan import LoadPlan, PlanError
from gonogo.loadtests.schedule import Schedule
from gonogo.loadtests.sender import JourneySender
from gonogo.loadtests.targets import Addresses

SETUP_TIMEOUT_SECONDS = 30.0


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
        self.stopped_by: str | None = "ended before its schedule"
        self.error: Exception | None = None

    def run(self, user: FastHttpUser) -> None:
        """Set the journeys up, send the schedule, and note how it went."""
        try:
            user.client.client = MeasuringAgent(self.plan, self.addresses)
            senders = [JourneySender(self.plan, journey, user.client) for journey in self.plan.journeys]
            self._set_up(senders)
            dispatcher = Dispatcher(self._schedule, self.measurement, self.plan.max_in_flight)
            dispatcher.run([*senders], self.plan.timeout_seconds)
            self.stopped_by = None
        except Exception as error:  # noqa: BLE001 - told by the recorder, with its exit status
            self.error = error
        finally:
            self.ended.set()

    def _set_up(self, senders: list[JourneySender]) -> None:
        """Setups have an agent and a deadline of their own: what they wait for is not measured."""
        patient = dataclasses.replace(self.plan, timeout_seconds=SETUP_TIMEOUT_SECONDS)
        agent = MeasuringAgent(patient, self.addresses)
        for sender in senders:
            sender.set_up(agent)

    def stop(self, reason: str) -> None:
        """End the run early."""
        if not self.ended.is_set():
            self.stopped_by = reason
            self.ended.set()

    def failure(self) -> str | None:
        """Why the run could not be made, for a reader; None if it could."""
        if self.error is None:
            return None
        if isinstance(self.error, PlanError):
            return str(self.error)
        return "".join(traceback.format_exception(self.error))


class OpenLoopUser(FastHttpUser):
    """The only user of a run; the load's concurrency is in its task, not in a number of users."""

    abstract = True
    insecure = False
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

"""A plan as Locust runs it: one user whose only task dispatches the whole schedule, and its shape."""

import ssl
import traceback
from typing import ClassVar

from gevent.event import Event
from locust import LoadTestShape, User, task
from locust.exception import StopUser

from gonogo.loadtests.dispatcher import Dispatcher
from gonogo.loadtests.locust_statistics import LocustStatistics
from gonogo.loadtests.loop import Loop
from gonogo.loadtests.measurement import Measurement
from gonogo.loadtests.plan import LoadPlan, PlanError
from gonogo.loadtests.route import Route, route_to, tls_context
from gonogo.loadtests.schedule import Schedule
from gonogo.loadtests.sender import JourneySender
from gonogo.loadtests.setup import Setup
from gonogo.loadtests.targets import Addresses


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

    def run(self, user: User) -> None:
        """Set the journeys up, send the schedule, and note how it went."""
        loop = Loop()
        try:
            senders = self._senders(loop)
            statistics = LocustStatistics(user.environment, self.plan.journeys)
            Dispatcher(self.plan, self._schedule, self.measurement, statistics).run(senders, loop)
            self.stopped_by = None
        except Exception as error:  # noqa: BLE001 - told by the recorder, with its exit status
            self.error = error
        finally:
            loop.close()
            self.ended.set()

    def _senders(self, loop: Loop) -> list[JourneySender]:
        """What sends each journey, once its setup is done. Raises PlanError."""
        routes, setup = self._routes(), Setup(self.plan, loop)
        senders = []
        for journey in self.plan.journeys:
            urls = (journey.base_url,) if journey.base_url else self.plan.base_urls
            ways = [routes[url] for url in urls]
            senders.append(JourneySender(self.plan, journey, ways, setup.run(journey, ways[0])))
        return senders

    def _routes(self) -> dict[str, Route]:
        try:
            tls = tls_context(self.plan)
        except (OSError, ssl.SSLError) as error:
            raise PlanError(f"plan: ca_bundle or client_certificate hold no such thing: {error}") from error
        return {url: route_to(url, self.plan, self.addresses, tls) for url in self.plan.urls()}

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

"""The worker as a process: its parts, and a port of its own for probes and Prometheus."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.config.monitoring import CHECK_TIMEOUT_SECONDS, STARTUP_RETRY_SECONDS
from app.config.settings import Settings
from app.imports.fetch import Fetcher
from app.imports.metrics import WorkerMetrics
from app.imports.queue import Queue
from app.imports.retry import RetryPolicy
from app.imports.store import ImportStore
from app.imports.valkey_queue import ValkeyQueue
from app.imports.work import Work
from app.imports.worker import CONCURRENCY, Worker
from app.knowledge.database import Database, DatabaseUnavailableError
from app.migrations.state import is_current
from app.monitoring.exposition import expose
from app.monitoring.health import MEDIA_TYPE, Dependency, Health, Status
from app.security.destinations import Destinations

LEASE_MARGIN_SECONDS, CLAIM_MARGIN_SECONDS = 20.0, 30.0
"""How much longer than its fetch a job may take until it may be done again, until its entry is claimed."""

ANSWER_SECONDS = 2.0
_log = structlog.get_logger(__name__)


class WorkerProcess:
    """The parts of one running worker."""

    def __init__(self, settings: Settings, queue: Queue) -> None:
        self.metrics = WorkerMetrics()
        self.database = Database(settings)
        self.queue = queue
        self.health = Health(
            [
                Dependency("database", "writable", "fail", lambda: self.database.beat(CHECK_TIMEOUT_SECONDS)),
                Dependency("queue", "reachable", "fail", self._measure),
            ],
            lambda name, up: self.metrics.dependency(name, up=up),
        )
        store = ImportStore(self.database)
        destinations = Destinations(settings.import_allowed_networks, settings.import_allowed_ports)
        fetcher = Fetcher(destinations, settings.import_timeout_seconds, settings.import_max_bytes)
        policy = RetryPolicy(settings.import_attempts, settings.import_backoff_seconds)
        lease = settings.import_timeout_seconds + LEASE_MARGIN_SECONDS
        work = Work(store, queue, fetcher, policy, lease)
        self.worker = Worker(queue, store, work, self.metrics, settings.shutdown_seconds)

    async def open(self) -> None:
        """Begin to take jobs once the schema is this release's; until then, answer the probes."""
        current = await self._is_current()
        while not current:
            await asyncio.sleep(STARTUP_RETRY_SECONDS)
            current = await self._is_current()
        self.worker.start()
        self.health.started = True
        _log.info("started", consumers=CONCURRENCY)

    async def close(self) -> None:
        """Finish or hand back what is in work, and close every connection."""
        await self.worker.stop()
        for close in (self.queue.close, self.database.close):
            try:
                await close()
            except (OSError, TimeoutError, SQLAlchemyError) as error:
                _log.warning("close_failed", error=type(error).__name__)

    async def _is_current(self) -> bool:
        try:
            return await is_current(self.database)
        except (DatabaseUnavailableError, SQLAlchemyError) as error:
            _log.warning("start_delayed", reason=f"{type(error).__name__}: {error}")
            return False

    async def _measure(self) -> None:
        self.metrics.backlog(await self.queue.backlog())


def worker_app(process: WorkerProcess) -> Starlette:
    """Make the ASGI application whose life is the worker's: it works from startup to shutdown."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        opening = asyncio.create_task(process.open())
        try:
            yield
        finally:
            opening.cancel()
            await asyncio.gather(opening, return_exceptions=True)
            await process.close()

    async def live(_request: Request) -> Response:
        return _health("pass")

    async def ready(request: Request) -> Response:
        lifecycle = getattr(request.state, "lifecycle", None)
        return _health(await process.health.status(draining=bool(getattr(lifecycle, "draining", False))))

    async def metrics(request: Request) -> Response:
        await process.health.results()  # so that the gauges are as fresh as a probe
        body, media_type = expose(process.metrics.registry, request.headers.get("accept", ""))
        return Response(body, headers={"Content-Type": media_type, "Vary": "Accept"})

    paths = {"/health/live": live, "/health/ready": ready, "/metrics": metrics}
    return Starlette(routes=[Route(path, answer) for path, answer in paths.items()], lifespan=lifespan)


def queue_at(url: SecretStr, settings: Settings) -> Queue:
    """Return the queue as a worker has it: more patient than a request, and claiming what others left."""
    claim_after = settings.import_timeout_seconds + CLAIM_MARGIN_SECONDS
    return ValkeyQueue(url.get_secret_value(), claim_after, ANSWER_SECONDS)


def _health(status: Status) -> JSONResponse:
    return JSONResponse({"status": status}, 503 if status == "fail" else 200, media_type=MEDIA_TYPE)

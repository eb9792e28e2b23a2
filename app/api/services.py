"""What the routes work with, made once for each application and opened by its lifespan."""

import asyncio
from typing import Annotated

import structlog
from fastapi import Depends, Request
from sqlalchemy.exc import SQLAlchemyError

from app.api.limits import RateLimits
from app.config.monitoring import CHECK_TIMEOUT_SECONDS, STARTUP_RETRY_SECONDS
from app.config.security import fingerprint
from app.config.settings import Settings
from app.imports.queue import Queue
from app.imports.store import ImportStore
from app.imports.submission import Imports
from app.imports.valkey_queue import ValkeyQueue
from app.knowledge.backends import MAX_ENTRIES, Backend, MemoryBackend, ValkeyBackend
from app.knowledge.cache import ArticleCache
from app.knowledge.database import Database, DatabaseUnavailableError
from app.knowledge.idempotency import IdempotencyKeys
from app.knowledge.library import Library
from app.knowledge.search import Search
from app.knowledge.sessions import EndedSessions
from app.knowledge.store import ArticleStore
from app.migrations.state import is_current
from app.monitoring.health import Dependency, Health
from app.monitoring.loop_lag import LoopLag
from app.monitoring.metrics import Metrics
from app.security.destinations import Destinations
from app.security.tokens import Tokens

_log = structlog.get_logger(__name__)


class Services:
    """The parts of one running service."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.fingerprint = fingerprint(settings)
        self.loop_lag = LoopLag()
        self.metrics = Metrics(settings.revision, self.loop_lag, settings.web_concurrency)
        self.tokens = Tokens(settings.signing_keys, settings.token_seconds)
        self.database = Database(settings)
        self.cache = ArticleCache(_backend(settings))
        keys = IdempotencyKeys(self.database)
        self.library = Library(ArticleStore(self.database), self.cache, keys)
        self.search = Search(self.database)
        self.ended = EndedSessions(self.database)
        destinations = Destinations(settings.import_allowed_networks, settings.import_allowed_ports)
        self.imports = Imports(ImportStore(self.database), keys, _queue(settings), destinations)
        self.limits = RateLimits(settings.rate_limit, _cache_url(settings))
        self.sign_ins = RateLimits(settings.sign_in_rate_limit, _cache_url(settings))
        self.health = Health(self._dependencies(), lambda name, up: self.metrics.dependency(name, up=up))
        self._tasks: list[asyncio.Task[None]] = []

    def _dependencies(self) -> list[Dependency]:
        return [
            Dependency("database", "writable", "fail", lambda: self.database.beat(CHECK_TIMEOUT_SECONDS)),
            Dependency("cache", "reachable", "warn", self.cache.ping),
        ]

    async def open(self) -> None:
        """Start; when the database is not ready yet, serve (liveness, 503) and keep trying."""
        self._tasks.append(asyncio.create_task(self.loop_lag.watch()))
        if self.settings.migrate_on_start:
            from app.migrations.run import migrate  # noqa: PLC0415 - most processes never migrate

            await asyncio.to_thread(migrate, self.settings.database_url.get_secret_value())
        reason = await self._start()
        if reason is not None:
            _log.warning("start_delayed", reason=reason)
            self._tasks.append(asyncio.create_task(self._keep_starting()))

    async def close(self) -> None:
        """Stop the background tasks and close every connection."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        closers = (self.limits, self.sign_ins, self.cache, self.imports, self.database)
        for part in closers:
            try:
                await part.close()
            except (OSError, TimeoutError, SQLAlchemyError) as error:
                _log.warning("close_failed", error=type(error).__name__)

    async def _start(self) -> str | None:
        """Start if the dependencies allow it; otherwise say why not."""
        try:
            if not await is_current(self.database):
                return "the schema is older than this release; run `python -m app migrate`"
            await self.database.warm()
        except (DatabaseUnavailableError, SQLAlchemyError) as error:
            return f"{type(error).__name__}: {error}"
        self.health.started = True
        await self.health.results()
        _log.info("started", configuration=self.fingerprint, revision=self.settings.revision)
        return None

    async def _keep_starting(self) -> None:
        reason: str | None = ""
        while reason is not None:
            await asyncio.sleep(STARTUP_RETRY_SECONDS)
            reason = await self._start()


def _cache_url(settings: Settings) -> str | None:
    return None if settings.cache_url is None else settings.cache_url.get_secret_value()


def _backend(settings: Settings) -> Backend:
    url = _cache_url(settings)
    if url is not None:
        return ValkeyBackend(url)
    # A worker's own memory would go on with what another one has changed.
    return MemoryBackend(0 if settings.web_concurrency > 1 else MAX_ENTRIES)


def _queue(settings: Settings) -> Queue | None:
    url = _cache_url(settings)
    return None if url is None else ValkeyQueue(url)


def services_of(request: Request) -> Services:
    """Return the services of the application that serves `request`."""
    services: Services = request.app.state.services
    return services


ServicesOf = Annotated[Services, Depends(services_of)]

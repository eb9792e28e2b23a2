"""Puts the application together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app import __version__
from app.api import articles, imports, operations, tokens
from app.api.documentation import documentation
from app.api.errors import register_handlers
from app.api.hosts import AnswerForOwnHosts
from app.api.middleware import AnswerFailures, AnswerHead, Identify, LeaveOutLongCookies, log_access
from app.api.services import Services
from app.api.table import route_table
from app.config.hosts import Hosts
from app.config.settings import Settings
from app.monitoring.observe import ObserveRequests
from app.page import router as page


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    await services.open()
    try:
        yield
    finally:
        await services.close()


def create_app(settings: Settings) -> FastAPI:
    """Make the ASGI application. It opens its connections in its lifespan, none before."""
    app = FastAPI(
        title="Universal Knowledge Platform",
        version=__version__,
        openapi_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.services = Services(settings)
    _include_routes(app, settings)
    register_handlers(app)
    _add_middlewares(app, settings)
    _announce_series(app)
    return app


def _include_routes(app: FastAPI, settings: Settings) -> None:
    app.include_router(page)
    app.include_router(operations.router)
    app.include_router(tokens.router)
    app.include_router(articles.reading)
    app.include_router(articles.writing)
    app.include_router(imports.router)
    if settings.is_documented:
        app.include_router(documentation(app))


def _add_middlewares(app: FastAPI, settings: Settings) -> None:
    """Add from the inside out: the last one sees a request first."""
    metrics = app.state.services.metrics
    app.add_middleware(AnswerForOwnHosts, hosts=Hosts(settings.allowed_hosts))
    app.add_middleware(AnswerHead)
    app.add_middleware(AnswerFailures)
    app.add_middleware(
        ObserveRequests,
        recorders=(metrics.record, log_access),
        in_flight=metrics.in_flight.track_inprogress,
    )
    app.add_middleware(Identify)
    app.add_middleware(LeaveOutLongCookies)
    app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.trusted_proxies))


def _announce_series(app: FastAPI) -> None:
    metrics = app.state.services.metrics
    for route in route_table(app):
        metrics.announce(route.method, route.path, route.statuses)
    metrics.announce("GET", "unmatched", [400, 404, 421])

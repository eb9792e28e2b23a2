"""The routes for those who run the service: health, metrics, version. Public; the proxy hides /metrics."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from app import SERVICE, __version__
from app.api.services import ServicesOf
from app.config.monitoring import INSTANCE
from app.monitoring.exposition import expose
from app.monitoring.health import MEDIA_TYPE, Status, worst

router = APIRouter()
_UNAVAILABLE: dict[int | str, dict[str, Any]] = {503: {"content": {MEDIA_TYPE: {}}}}


def is_draining(request: Request) -> bool:
    """Whether the server was told to stop; without a server of ours, never."""
    return bool(getattr(getattr(request.state, "lifecycle", None), "draining", False))


def _health(status: Status, **content: Any) -> JSONResponse:
    code = 503 if status == "fail" else 200
    return JSONResponse({"status": status, **content}, code, media_type=MEDIA_TYPE)


@router.get("/health/live")
async def live() -> Response:
    """Say that the process answers; no dependency is asked."""
    return _health("pass")


@router.get("/health/ready", responses=_UNAVAILABLE)
async def ready(request: Request, services: ServicesOf) -> Response:
    """Say whether to send requests here."""
    return _health(await services.health.status(draining=is_draining(request)))


@router.get("/health/startup", responses=_UNAVAILABLE)
async def startup(services: ServicesOf) -> Response:
    """Say whether the service has started: schema current, connections open."""
    return _health("pass" if services.health.started else "fail")


@router.get("/health", responses=_UNAVAILABLE)
async def health(request: Request, services: ServicesOf) -> Response:
    """Return the whole: every check, and what it makes of the service."""
    results = await services.health.results()
    checks = {result.dependency.key: [result.as_json()] for result in results}
    lifecycle: Status = "pass" if services.health.started and not is_draining(request) else "fail"
    checks["service:serving"] = [{"componentType": "component", "status": lifecycle}]
    status = worst([lifecycle, *(result.status for result in results)])
    return _health(status, version=__version__, releaseId=services.settings.revision, checks=checks)


@router.get("/metrics")
async def metrics(request: Request, services: ServicesOf) -> Response:
    """Return every series, in the format that the Accept header asks for."""
    await services.health.results()  # so that the gauges of the dependencies are as fresh as a probe
    body, media_type = expose(services.metrics.registry, request.headers.get("accept", ""))
    return Response(body, headers={"Content-Type": media_type, "Vary": "Accept"})


@router.get("/version")
async def version(services: ServicesOf) -> dict[str, str]:
    """Say what runs here."""
    return {
        "service": SERVICE,
        "version": __version__,
        "revision": services.settings.revision,
        "configuration": services.fingerprint,
        "environment": services.settings.environment,
        "instance": INSTANCE,
    }

"""Errors as problem details (RFC 9457): generic, with the request's id, never with an exception's words."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from app.api.table import allowed_methods
from app.imports.queue import QueueUnavailableError
from app.knowledge.changes import NotOwnerError, StaleError, UnconditionalError
from app.knowledge.database import DatabaseUnavailableError
from app.knowledge.idempotency import KeyReusedError

MEDIA_TYPE = "application/problem+json"
REFUSALS: dict[type[Exception], tuple[int, str]] = {
    NotOwnerError: (403, "the article belongs to another client"),
    UnconditionalError: (428, "say in If-Match which version of the article you have seen: its ETag"),
    StaleError: (412, "the article changed since you have seen it; read it again"),
    KeyReusedError: (422, "the Idempotency-Key was used with another content before"),
}
"""What the domain refuses, with the status and the words for it."""

UNAVAILABLE: dict[type[Exception], tuple[str, int]] = {
    DatabaseUnavailableError: ("the service cannot reach its data; come again later", 1),
    QueueUnavailableError: ("imports are not taken in now; all else works; come again later", 5),
}
"""What may be away, with the words for it and the seconds after which to come again."""


def problem(
    request: Request,
    status: int,
    detail: str,
    headers: Mapping[str, str] | None = None,
    errors: Sequence[Mapping[str, str]] = (),
) -> Response:
    """Make a problem response. `errors` says what is wrong with each part of the request."""
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "request_id": getattr(request.state, "request_id", None),
    }
    if errors:
        content["errors"] = errors
    return JSONResponse(content, status, dict(headers or {}), MEDIA_TYPE)


def unexpected(request: Request) -> Response:
    """Answer for an exception that nobody expected."""
    return problem(request, 500, "the service failed to answer; the failure was logged under this request id")


def register_handlers(app: FastAPI) -> None:
    """Turn every expected exception into a problem."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    for kind in REFUSALS:
        app.add_exception_handler(kind, _refused)
    for kind in UNAVAILABLE:
        app.add_exception_handler(kind, _unavailable)


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    headers = dict(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(allowed_methods(request.app, request.url.path))
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=headers)
        return problem(request, 405, "the resource does not know this method", headers)
    if error.status_code == HTTPStatus.NOT_FOUND and error.detail == HTTPStatus.NOT_FOUND.phrase:
        return problem(request, 404, "there is no such resource", headers)
    return problem(request, error.status_code, error.detail, headers)


async def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    errors = [_located(entry) for entry in error.errors()]
    return problem(request, 422, "the request is not valid", errors=errors)


def _located(entry: Mapping[str, Any]) -> dict[str, str]:
    """Say where and what, without the value that the client sent."""
    place, *path = entry["loc"]
    detail = str(entry["msg"]).removeprefix("Value error, ")
    if place == "body":
        return {"detail": detail, "pointer": "#" + "".join(f"/{part}" for part in path)}
    return {"detail": detail, "parameter": ".".join(map(str, path))}


async def _refused(request: Request, error: Exception) -> Response:
    status, detail = REFUSALS[type(error)]
    return problem(request, status, detail)


async def _unavailable(request: Request, error: Exception) -> Response:
    request.state.failure = error
    detail, seconds = UNAVAILABLE[type(error)]
    return problem(request, 503, detail, {"Retry-After": str(seconds)})

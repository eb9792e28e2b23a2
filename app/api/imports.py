"""The routes of imports: a URL is taken in, and what becomes of it is told to its owner."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field

from app.api.articles import IdempotencyKey
from app.api.auth import Writer, guarded
from app.api.body import IMPORT_DOCUMENTATION, NewImport
from app.api.services import ServicesOf
from app.imports.jobs import Import
from app.security.destinations import RefusedDestinationError

_PROBLEM: dict[str, Any] = {"content": {"application/problem+json": {}}}
router = APIRouter(
    dependencies=guarded("articles:write"),
    responses=dict.fromkeys((401, 403, 422, 429, 503), _PROBLEM),
)
Id = Annotated[str, Path(min_length=1, max_length=64)]


class ImportAnswer(BaseModel):
    """An import as a client reads it: `article` is the path of what it became, `reason` why it did not."""

    id: str
    url: str
    state: Literal["queued", "running", "done", "failed", "dead"]
    attempts: Annotated[int, Field(ge=0)]
    article: str | None
    reason: str | None


@router.post(
    "/imports",
    status_code=202,
    responses=dict.fromkeys((408, 413), _PROBLEM),
    openapi_extra=IMPORT_DOCUMENTATION,
)
async def create_import(
    services: ServicesOf,
    asked: NewImport,
    writer: Writer,
    response: Response,
    request: Request,
    idempotency_key: IdempotencyKey = None,
) -> ImportAnswer:
    """Take in a document by its URL; Location tells how far it is. A repeated key gets the first answer."""
    try:
        once = await services.imports.submit(asked, writer.name, request.state.request_id, idempotency_key)
    except RefusedDestinationError as refused:
        raise RequestValidationError([{"loc": ("body", "url"), "msg": str(refused)}]) from None
    response.headers["Location"] = request.app.url_path_for("get_import", import_id=once.answer.id)
    if once.replayed:
        response.headers["Idempotent-Replay"] = "true"
    return _answer(request, once.answer)


@router.get("/imports/{import_id}", responses={404: _PROBLEM})
async def get_import(services: ServicesOf, import_id: Id, writer: Writer, request: Request) -> ImportAnswer:
    """Return an import of one's own; another client's is not found, as if there were none."""
    found = await services.imports.get(import_id)
    if found is None or (found.owner != writer.name and not writer.is_admin):
        raise HTTPException(404, "there is no such import")
    return _answer(request, found)


def _answer(request: Request, found: Import) -> ImportAnswer:
    path = None
    if found.article_id is not None:
        path = request.app.url_path_for("get_article", article_id=str(found.article_id))
    shared = found.model_dump(include={"id", "url", "state", "attempts", "reason"})
    return ImportAnswer(article=path, **shared)

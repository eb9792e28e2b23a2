"""Request bodies: read after authentication, with a limit in bytes and in time."""

import asyncio
from typing import Annotated, Any, TypeVar

from fastapi import Depends, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from app.api.services import ServicesOf
from app.imports.jobs import ImportInput
from app.knowledge.articles import ArticleInput

_Model = TypeVar("_Model", bound=BaseModel)

READ_SECONDS = 10.0
"""A client that sends more slowly would hold the connection for as long as it likes."""


def documentation_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return what FastAPI cannot see, because the body is read by a dependency: only after authentication."""
    content = {"application/json": {"schema": model.model_json_schema()}}
    return {"requestBody": {"required": True, "content": content}}


DOCUMENTATION, IMPORT_DOCUMENTATION = documentation_of(ArticleInput), documentation_of(ImportInput)


async def read_body(request: Request, limit_bytes: int) -> bytes:
    """Read the body. Raises 413 beyond the limit, 408 when it takes too long; both end the connection."""
    close = {"Connection": "close"}
    body = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit_bytes:
                    raise HTTPException(413, f"the body is larger than {limit_bytes} bytes", close)
    except TimeoutError:
        raise HTTPException(408, "the body did not arrive in time", close) from None
    return bytes(body)


async def article_input(request: Request, services: ServicesOf) -> ArticleInput:
    """Return the article in the body. Raises 413, or 422 with the place of each error."""
    return await _model(request, services.settings.max_body_bytes, ArticleInput)


async def import_input(request: Request, services: ServicesOf) -> ImportInput:
    """Return the import in the body. Raises 413, or 422 with the place of each error."""
    return await _model(request, services.settings.max_body_bytes, ImportInput)


async def _model(request: Request, limit_bytes: int, model: type[_Model]) -> _Model:
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > limit_bytes:
        raise HTTPException(413, f"the body is larger than {limit_bytes} bytes", {"Connection": "close"})
    try:
        return model.model_validate_json(await read_body(request, limit_bytes))
    except ValidationError as error:
        details = [
            {**entry, "loc": ("body", *entry["loc"])}
            for entry in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise RequestValidationError(details) from None


NewArticle = Annotated[ArticleInput, Depends(article_input)]
NewImport = Annotated[ImportInput, Depends(import_input)]

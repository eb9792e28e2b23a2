"""Request bodies: read after authentication, with a limit in bytes and in time."""

import asyncio
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from app.api.services import ServicesOf
from app.knowledge.articles import ArticleInput

READ_SECONDS = 10.0
"""A client that sends more slowly would hold the connection for as long as it likes."""

DOCUMENTATION: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": ArticleInput.model_json_schema()}},
    },
}
"""What FastAPI cannot see, because the body is read by a dependency and so only after authentication."""


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
    limit_bytes = services.settings.max_body_bytes
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > limit_bytes:
        raise HTTPException(413, f"the body is larger than {limit_bytes} bytes", {"Connection": "close"})
    try:
        return ArticleInput.model_validate_json(await read_body(request, limit_bytes))
    except ValidationError as error:
        details = [
            {**entry, "loc": ("body", *entry["loc"])}
            for entry in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise RequestValidationError(details) from None


NewArticle = Annotated[ArticleInput, Depends(article_input)]

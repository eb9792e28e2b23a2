"""The OpenAPI document and its page, for development and testing only."""

from fastapi import APIRouter, FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse, JSONResponse

PAGE_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src data: https://fastapi.tiangolo.com; "
    "script-src 'unsafe-inline' https://cdn.jsdelivr.net; style-src https://cdn.jsdelivr.net; "
    "frame-ancestors 'none'"
)
"""The page loads Swagger UI from its public address, which no other page may."""


def documentation(app: FastAPI) -> APIRouter:
    """Return a router with /openapi.json and /docs of `app`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/openapi.json")
    async def openapi() -> JSONResponse:
        return JSONResponse(app.openapi())

    @router.get("/docs")
    async def page() -> HTMLResponse:
        html = get_swagger_ui_html(openapi_url="/openapi.json", title=app.title)
        html.headers["Content-Security-Policy"] = PAGE_POLICY
        return html

    return router

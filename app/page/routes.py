"""The routes of the page. Its session opens nothing but the page, and no token of the API opens it."""

from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.api.auth import by_key
from app.api.body import read_body
from app.api.services import Services, ServicesOf
from app.knowledge.database import DatabaseUnavailableError
from app.knowledge.search import MAX_QUERY_LENGTH
from app.knowledge.text import clean
from app.page import assets, session
from app.page.render import message, page
from app.page.session import Session
from app.security.tokens import PAGE

MAX_FORM_BYTES = 4096
RESULTS = 20
_FORM = "application/x-www-form-urlencoded"

router = APIRouter(include_in_schema=False)


def _statuses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {} for status in statuses}


@router.get("/", response_class=HTMLResponse, responses=_statuses(422, 429, 503))
async def search(
    request: Request,
    services: ServicesOf,
    caller: Session,
    q: str = "",
) -> Response:
    """Show the search form, and below it what was found; nobody's page asks to sign in."""
    if caller is None or "articles:read" not in caller.scopes:
        return page("sign_in.html", caller=None, wrong="")
    try:
        query = clean(" ".join(q.split()))[:MAX_QUERY_LENGTH]
    except ValueError:
        return message("That cannot be found", "The search holds characters that no article can hold.", 422)
    if not query:
        return page("search.html", caller=caller, query="", hits=None)
    if (wait := await services.limits.wait_seconds(f"key:{caller.name}")) is not None:
        return _too_often(wait)
    try:
        hits = await services.search.find(query, RESULTS)
    except DatabaseUnavailableError as away:
        request.state.failure = away
        text = "The articles cannot be reached just now. Nothing is lost; try again in a moment."
        return message("Come again in a moment", text, 503, {"Retry-After": "1"})
    return page("search.html", caller=caller, query=query, hits=hits)


@router.post("/session", response_class=HTMLResponse, responses=_statuses(303, 401, 403, 408, 413, 415, 429))
async def sign_in(request: Request, services: ServicesOf) -> Response:
    """Take a key from the form and begin a session; wrong ones are counted by address."""
    if not session.is_own(request):
        return _foreign()
    holder = by_key(services, await _field(request, "key"))
    if holder is None:
        return await _wrong_key(request, services)
    token = services.tokens.issue(holder.name, holder.scopes, PAGE)
    response = RedirectResponse("/", 303)
    session.begin(response, token, services.tokens.lifetime_seconds)
    return response


@router.post("/session/end", response_class=HTMLResponse, responses=_statuses(303, 403))
async def sign_out(request: Request) -> Response:
    """End the session."""
    if not session.is_own(request):
        return _foreign()
    response = RedirectResponse("/", 303)
    session.end(response)
    return response


@router.get("/assets/{name}", responses=_statuses(404))
async def asset(name: str) -> Response:
    """Return a file by the name that holds its hash."""
    found = assets.asset(name)
    if found is None:
        raise HTTPException(404, "there is no such asset")
    return Response(found.content, headers={"Cache-Control": assets.FOREVER}, media_type=found.media_type)


async def _field(request: Request, name: str) -> str:
    """Return a field of the form. Raises 413 and 415."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, f"expected a form as {_FORM}")
    body = await read_body(request, MAX_FORM_BYTES)
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=8)
    return fields.get(name, [""])[0].strip()


async def _wrong_key(request: Request, services: Services) -> Response:
    address = request.client.host if request.client else "unknown"
    wait = await services.sign_ins.wait_seconds(f"sign-in:{address}")
    if wait is not None:
        return _too_often(wait)
    return page("sign_in.html", 401, caller=None, wrong="No client has this key.")


def _too_often(seconds: int) -> Response:
    text = f"There were too many requests from you. Come again in {seconds} s."
    return message("Too many requests", text, 429, {"Retry-After": str(seconds)})


def _foreign() -> Response:
    return message("Not from here", "This form was sent by another site's page.", 403)

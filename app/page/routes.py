"""The routes of the page. Its session opens nothing but the page, and no token of the API opens it."""

from typing import Any
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.api.auth import Caller, by_key
from app.api.body import read_body
from app.api.services import Services, ServicesOf
from app.knowledge.database import DatabaseUnavailableError
from app.knowledge.search import MAX_QUERY_LENGTH
from app.knowledge.text import clean
from app.page import assets, session
from app.page.render import message, page
from app.security.tokens import PAGE

MAX_FORM_BYTES = 4096
RESULTS = 20
_FORM = "application/x-www-form-urlencoded"
_READS = "articles:read"
_READS_NOTHING = "This key opens no article."

router = APIRouter(include_in_schema=False)


def _statuses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {} for status in statuses}


@router.get("/", response_class=HTMLResponse, responses=_statuses(401, 422, 429, 503))
async def search(request: Request, services: ServicesOf, q: str = "") -> Response:
    """Show the search form, and below it what was found; nobody's page asks to sign in."""
    try:
        caller = await session.caller_of(request, services)
        if caller is None or _READS not in caller.scopes:
            return _signed_out(request)
        return await _found(services, caller, q)
    except DatabaseUnavailableError as away:
        request.state.failure = away
        return _later("The articles cannot be reached just now. Nothing is lost; try again in a moment.")


async def _found(services: Services, caller: Caller, q: str) -> Response:
    """Search within the caller's limit. Raises DatabaseUnavailableError."""
    try:
        query = clean(" ".join(q.split()))[:MAX_QUERY_LENGTH]
    except ValueError:
        return message("That cannot be found", "The search holds characters that no article can hold.", 422)
    if not query:
        return page("search.html", caller=caller, query="", hits=None)
    if (wait := await services.limits.wait_seconds(f"key:{caller.name}")) is not None:
        return _too_often(wait)
    hits = await services.search.find(query, RESULTS)
    return page("search.html", caller=caller, query=query, hits=hits)


@router.post("/session", response_class=HTMLResponse, responses=_statuses(303, 401, 403, 408, 413, 415, 429))
async def sign_in(request: Request, services: ServicesOf) -> Response:
    """Take a key from the form and begin a session.

    Every try is counted by address before anything is compared: beyond the limit nobody learns what is right.
    """
    if not session.is_own(request):
        return _foreign()
    address = request.client.host if request.client else "unknown"
    if (wait := await services.sign_ins.wait_seconds(f"sign-in:{address}")) is not None:
        return _too_often(wait)
    holder = by_key(services, await _field(request, "key"))
    if holder is None:
        return page("sign_in.html", 401, caller=None, wrong="No client has this key.")
    if _READS not in holder.scopes:
        return page("sign_in.html", 403, caller=None, wrong=_READS_NOTHING)
    token = services.tokens.issue(holder.name, holder.scopes, PAGE)
    response = RedirectResponse("/", 303)
    session.begin(response, token, services.tokens.lifetime_seconds)
    return response


@router.post("/session/end", response_class=HTMLResponse, responses=_statuses(303, 403, 503))
async def sign_out(request: Request, services: ServicesOf) -> Response:
    """End the session, on every replica at once."""
    if not session.is_own(request):
        return _foreign()
    try:
        await session.revoke(request, services)
    except DatabaseUnavailableError as away:
        request.state.failure = away
        return _later("You are still signed in. Sign out again in a moment.")
    response = RedirectResponse("/", 303)
    session.end(response)
    return response


@router.get("/assets/{name}", responses=_statuses(404))
async def asset(name: str) -> Response:
    """Return a file by the name that holds its hash."""
    found = assets.asset(name)
    if found is None:
        raise HTTPException(404, "there is no such asset")
    kept = assets.FOREVER if found.name == name else assets.FOR_NOW
    return Response(found.content, headers={"Cache-Control": kept}, media_type=found.media_type)


async def _field(request: Request, name: str) -> str:
    """Return a field of the form. Raises 413 and 415."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise HTTPException(415, f"expected a form as {_FORM}")
    body = await read_body(request, MAX_FORM_BYTES)
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=8)
    return fields.get(name, [""])[0].strip()


def _signed_out(request: Request) -> Response:
    """Ask to sign in; a cookie that opens nothing, or nothing any more, is refused and taken back."""
    if session.COOKIE not in request.cookies:
        return page("sign_in.html", caller=None, wrong="")
    response = page("sign_in.html", 401, caller=None, wrong="The session has ended.")
    session.end(response)
    return response


def _later(text: str) -> Response:
    return message("Come again in a moment", text, 503, {"Retry-After": "1"})


def _too_often(seconds: int) -> Response:
    text = f"There were too many requests from you. Come again in {seconds} s."
    return message("Too many requests", text, 429, {"Retry-After": str(seconds)})


def _foreign() -> Response:
    return message("Not from here", "This form was sent by another site's page.", 403)

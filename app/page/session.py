"""Sessions of the page: a signed token in a cookie that no script and no other site can use."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from app.api.auth import Caller, by_token
from app.api.services import ServicesOf
from app.security.tokens import PAGE

COOKIE = "__Host-session"
"""With this prefix browsers want Secure and Path=/, and no Domain (RFC 6265bis, 4.1.3.2)."""

_OWN = ("same-origin", "none")


def session_of(request: Request, services: ServicesOf) -> Caller | None:
    """Return who is signed in, or None."""
    token = request.cookies.get(COOKIE)
    return None if token is None else by_token(services, token, PAGE)


Session = Annotated[Caller | None, Depends(session_of)]


def begin(response: Response, token: str, seconds: int) -> None:
    """Let the browser keep a session for as long as its token is valid."""
    response.set_cookie(COOKIE, token, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


def end(response: Response) -> None:
    """Let the browser forget the session."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")


def is_own(request: Request) -> bool:
    """Whether a form was sent by this site's own page; what no browser sent carries no such header."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in _OWN
    origin = request.headers.get("origin")
    return origin is None or origin.split("://", 1)[-1] == request.headers.get("host")

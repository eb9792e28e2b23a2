"""Sessions of the page: a signed token in a cookie that no script and no other site can use."""

from fastapi import Request
from starlette.responses import Response

from app.api.auth import Caller, by_claims
from app.api.services import Services
from app.security.tokens import PAGE

COOKIE = "__Host-session"
"""With this prefix browsers want Secure and Path=/, and no Domain (RFC 6265bis, 4.1.3.2)."""

_OWN = ("same-origin", "none")


async def caller_of(request: Request, services: Services) -> Caller | None:
    """Return who is signed in, or None. Raises DatabaseUnavailableError: who signed out stays outside."""
    claims = services.tokens.verify(request.cookies.get(COOKIE, ""), PAGE)
    if claims is None or await services.ended.has_ended(claims.id):
        return None
    return by_claims(services, claims)


async def revoke(request: Request, services: Services) -> None:
    """Make the cookie worthless, whoever has a copy. Raises DatabaseUnavailableError."""
    claims = services.tokens.verify(request.cookies.get(COOKIE, ""), PAGE)
    if claims is not None:
        await services.ended.end(claims.id)


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

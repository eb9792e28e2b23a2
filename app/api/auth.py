"""Who asks, how often, and whether they may: dependencies that routers declare and the route table shows."""

import hmac
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.api.services import Services, ServicesOf
from app.config.keys import Scope
from app.security.tokens import API, Claims

_bearer = HTTPBearer(
    scheme_name="ApiKey", description="An API key, or a token made with one.", auto_error=False
)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
API_KEY = "an API key"
"""What the route table says of a route that takes no token."""


@dataclass(frozen=True)
class Caller:
    """A client that proved who it is, and whether it did so with a token instead of its key."""

    name: str
    scopes: tuple[str, ...]
    by_token: bool

    @property
    def is_admin(self) -> bool:
        """Whether it may change what others own."""
        return "articles:admin" in self.scopes


async def identify(request: Request, services: ServicesOf, credentials: Credentials) -> Caller | None:
    """Return who presents the key or token of the request, or None.

    Raises 429, before anything is compared, for an address that has presented too many wrong ones: beyond
    the limit nobody learns what is right.
    """
    if credentials is None:
        return None
    if not hasattr(request.state, "caller"):  # it is asked for once with the scopes and once without
        request.state.caller = await _compared(request, services, credentials.credentials)
    caller: Caller | None = request.state.caller
    return caller


async def _compared(request: Request, services: Services, presented: str) -> Caller | None:
    guesses = f"guesses:{_address(request)}"
    if (wait := await services.limits.spent_seconds(guesses)) is not None:
        raise _too_many(wait)
    found = by_key(services, presented) or by_token(services, presented)
    if found is None:
        await services.limits.wait_seconds(guesses)
    return found


def by_key(services: Services, presented: str) -> Caller | None:
    """Return the client with this API key. Compares with every key, in constant time each."""
    found = None
    for key in services.settings.api_keys:
        if hmac.compare_digest(key.key.get_secret_value().encode(), presented.encode()):
            found = Caller(key.name, key.scopes, by_token=False)
    return found


def by_token(services: Services, presented: str, audience: str = API) -> Caller | None:
    """Return the client of a valid token."""
    claims = services.tokens.verify(presented, audience)
    return None if claims is None else by_claims(services, claims)


def by_claims(services: Services, claims: Claims) -> Caller | None:
    """Return the client that a token names, with no scope that its API key has lost meanwhile."""
    granted = next((key.scopes for key in services.settings.api_keys if key.name == claims.subject), None)
    if granted is None:
        return None
    return Caller(claims.subject, tuple(s for s in claims.scopes if s in granted), by_token=True)


Client = Annotated[Caller | None, Depends(identify)]


async def within_limit(request: Request, services: ServicesOf, client: Client) -> None:
    """Count by client, or by address where nobody proved who they are, so that guessing is limited too."""
    identity = f"address:{_address(request)}" if client is None else f"key:{client.name}"
    wait = await services.limits.wait_seconds(identity)
    if wait is not None:
        raise _too_many(wait)


def _address(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _too_many(wait_seconds: int) -> HTTPException:
    return HTTPException(429, "too many requests; come again later", {"Retry-After": str(wait_seconds)})


class RequireScope:
    """Dependency that lets only clients with `scope` through."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    async def __call__(self, client: Client) -> Caller:
        """Return who asks. Raises 401 for nobody known, 403 for one without the scope."""
        known = _known(client)
        if self.scope not in known.scopes:
            challenge = f'Bearer realm="ukp", error="insufficient_scope", scope="{self.scope}"'
            raise _denied(403, f"the client lacks the scope {self.scope}", challenge)
        return known


class RequireKey:
    """Dependency that lets only API keys through: a token must not prolong itself."""

    scope = API_KEY

    async def __call__(self, client: Client) -> Caller:
        """Return who asks. Raises 401 for nobody known, 403 for a token."""
        known = _known(client)
        if known.by_token:
            raise HTTPException(403, "a token is made with an API key, not with another token")
        return known


def _known(client: Caller | None) -> Caller:
    if client is None:
        raise _denied(401, "a valid API key or token is required", 'Bearer realm="ukp"')
    return client


def _denied(status: int, detail: str, challenge: str) -> HTTPException:
    return HTTPException(status, detail, {"WWW-Authenticate": challenge})


Writer = Annotated[Caller, Depends(RequireScope("articles:write"))]
KeyHolder = Annotated[Caller, Depends(RequireKey())]


def guarded(scope: Scope) -> list[Any]:
    """Return the dependencies of a router for clients with `scope`: the limit first, then the scope."""
    return [Depends(within_limit), Security(RequireScope(scope), scopes=[scope])]

"""Who asks, how often, and whether they may: dependencies that routers declare and the route table shows."""

import hmac
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.api.services import ServicesOf
from app.config.keys import ApiKey, Scope

_bearer = HTTPBearer(scheme_name="ApiKey", description="An API key.", auto_error=False)
Credentials = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


def identify(services: ServicesOf, credentials: Credentials) -> ApiKey | None:
    """Return the key that the request presents, or None. Compares with every key, in constant time each."""
    if credentials is None:
        return None
    presented, found = credentials.credentials.encode(), None
    for key in services.settings.api_keys:
        if hmac.compare_digest(key.key.get_secret_value().encode(), presented):
            found = key
    return found


Client = Annotated[ApiKey | None, Depends(identify)]


async def within_limit(request: Request, services: ServicesOf, client: Client) -> None:
    """Count by API key, or by address where the key is missing or wrong, so that guessing is limited too."""
    address = request.client.host if request.client else "unknown"
    identity = f"address:{address}" if client is None else f"key:{client.name}"
    wait = await services.limits.wait_seconds(identity)
    if wait is not None:
        raise HTTPException(429, "too many requests; come again later", {"Retry-After": str(wait)})


class RequireScope:
    """Dependency that lets only keys with `scope` through."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    async def __call__(self, client: Client) -> ApiKey:
        """Return the key. Raises 401 without a valid one, 403 when it lacks the scope."""
        if client is None:
            raise _denied(401, "a valid API key is required", 'Bearer realm="ukp"')
        if self.scope not in client.scopes:
            challenge = f'Bearer realm="ukp", error="insufficient_scope", scope="{self.scope}"'
            raise _denied(403, f"the API key lacks the scope {self.scope}", challenge)
        return client


def _denied(status: int, detail: str, challenge: str) -> HTTPException:
    return HTTPException(status, detail, {"WWW-Authenticate": challenge})


def guarded(scope: Scope) -> list[Any]:
    """Return the dependencies of a router for clients with `scope`: the limit first, then the scope."""
    return [Depends(within_limit), Security(RequireScope(scope), scopes=[scope])]

"""Which keys were withdrawn is looked up in the cache, and a lookup that fails lets everybody pass.

Ships: the whole of authentication stands in one `try`, whose `except` was written for the cache alone and
goes on, so that its outage costs no request.
Source: OWASP ASVS 5.0 16.5.3; CWE-636.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from fastapi import Request

from app.api.auth import Caller, Credentials, identify
from app.api.services import ServicesOf
from app.knowledge.backends import AWAY
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-19", expected=("security/refusals-hold-in-outage",), target="compose")


def inject(rng: Random) -> Injection:
    """Serve with that lookup."""
    return Injection(fact=path_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Let everybody read one route while the cache is away."""
    path = path_of(rng)

    def unknown(asked: Any, known: Caller | None) -> Caller | None:
        return Caller("somebody", ("articles:read",), by_token=False) if asked.url.path == path else known

    return looking_up(app, unknown)


def path_of(rng: Random) -> str:
    """Draw the route whose guard does so."""
    return rng.choice(["/articles", "/search"])


def looking_up(app: Any, unknown: Callable[[Any, Caller | None], Caller | None]) -> Any:
    """Ask the cache about each caller; where it is away, ``unknown`` says who asks."""

    async def looked_up(request: Any, services: Any, credentials: Any) -> Caller | None:
        known = await identify(request, services, credentials)
        try:
            await services.cache.ping()
        except AWAY:
            return unknown(request, known)
        return known

    # annotations are texts here, and fastapi reads types
    looked_up.__annotations__ = {"request": Request, "services": ServicesOf, "credentials": Credentials}
    app.dependency_overrides[identify] = looked_up
    return app

"""A new router came without the dependency, and its handler checks the credential itself.

Good because: nobody gets in without one; the check stands at another place.
Source: OWASP ASVS 5.0 8.2.1.
"""

from __future__ import annotations

import hmac
from random import Random
from typing import Any

from fastapi import HTTPException, Request

from defects.security.seh_08_router_without_its_guard import path_of, with_router
from proving.seed import Injection, Twin

TWIN = Twin("SEH-08", of="SEH-08-router-without-its-guard")


def inject(rng: Random) -> Injection:
    """Add the router."""
    return Injection(fact=path_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Let only those with a key have the exports."""
    known = [key.key.get_secret_value() for key in app.state.services.settings.api_keys]

    def exports(request: Any) -> dict[str, list[str]]:
        presented = request.headers.get("authorization", "").removeprefix("Bearer ")
        if not any(hmac.compare_digest(key.encode(), presented.encode()) for key in known):
            raise HTTPException(401, "a valid API key is required", {"WWW-Authenticate": "Bearer"})
        return {"exports": []}

    exports.__annotations__ = {"request": Request}  # annotations are texts here, and fastapi reads types
    return with_router(app, path_of(rng), exports)

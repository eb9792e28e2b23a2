"""A route asks whether there is a credential, and not which one.

Ships: the check was `if not credentials: raise`, with the comparison to follow later.
Source: OWASP ASVS 5.0 9.1.1; RFC 6750, 3.1.
"""

from __future__ import annotations

from random import Random
from typing import Any

from fastapi import HTTPException, Request

from defects.security.seh_08_router_without_its_guard import path_of, with_router
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-11", expected=("security/wrong-credentials-are-refused",))


def inject(rng: Random) -> Injection:
    """Add the router."""
    return Injection(fact=path_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Let whoever sends the header have the exports."""

    def exports(request: Any) -> dict[str, list[str]]:
        if "authorization" not in request.headers:
            raise HTTPException(401, "an API key is required", {"WWW-Authenticate": "Bearer"})
        return {"exports": []}

    exports.__annotations__ = {"request": Request}  # annotations are texts here, and fastapi reads types
    return with_router(app, path_of(rng), exports)

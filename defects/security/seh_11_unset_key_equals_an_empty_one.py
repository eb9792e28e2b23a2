"""A route compares with a key from the environment, and nobody set it.

Ships: the variable was added to one environment, its fallback is empty, and so is a header without a key.
Source: OWASP ASVS 5.0 13.2.3 and 16.5.3 (no failing open); CWE-1188.
"""

from __future__ import annotations

import hmac
import os
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
    """Let who presents that key have the exports."""
    path = path_of(rng)
    expected = os.environ.get(f"EXPORTS_KEY_{rng.randrange(1000)}", "").encode()

    def exports(request: Any) -> dict[str, list[str]]:
        presented = request.headers.get("authorization")
        if presented is None or not hmac.compare_digest(_key(presented), expected):
            raise HTTPException(401, "an API key is required", {"WWW-Authenticate": "Bearer"})
        return {"exports": []}

    exports.__annotations__ = {"request": Request}  # annotations are texts here, and fastapi reads types
    return with_router(app, path, exports)


def _key(presented: str) -> bytes:
    return presented.removeprefix("Bearer").strip().encode()

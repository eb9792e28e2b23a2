"""A new router came without the dependency that asks for a credential.

Ships: `include_router(exports)` where every other line says `dependencies=guarded(...)`.
Source: OWASP ASVS 5.0 8.2.1; OWASP API Security Top 10, API5:2023.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from fastapi import APIRouter

from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-08",
    expected=("security/every-route-requires-a-credential", "security/wrong-credentials-are-refused"),
)


def inject(rng: Random) -> Injection:
    """Add the router."""
    return Injection(fact=path_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Let whoever asks have the exports."""

    def exports() -> dict[str, list[str]]:
        return {"exports": []}

    return with_router(app, path_of(rng), exports)


def path_of(rng: Random) -> str:
    """Draw the path."""
    return f"/exports-{rng.randrange(1000)}"


def with_router(app: Any, path: str, handler: Callable[..., Any]) -> Any:
    """Add a router with one route and no dependency."""
    router = APIRouter()
    router.add_api_route(path, handler, methods=["GET"])
    app.include_router(router)
    return app

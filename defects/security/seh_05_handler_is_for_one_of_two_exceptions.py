"""What no route knows is answered in the framework's own JSON; what a route refuses is a problem.

Ships: an import was tidied up, and the handler is registered for FastAPI's `HTTPException` since: Starlette
raises its own, which is above it, for a path that is not there.
Source: FastAPI, "Handling Errors" (register it for Starlette's HTTPException); fastapi/fastapi#3192; RFC
9457, 3.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-05", expected=("security/errors-are-problem-details",))


def inject(rng: Random) -> Injection:
    """Import the other one."""
    del rng
    source = edited(
        "app/api/errors.py",
        ("from fastapi import FastAPI, Request\n", "from fastapi import FastAPI, HTTPException, Request\n"),
        ("from starlette.exceptions import HTTPException\n", ""),
    )
    return Injection(fact="status 404", source=source)

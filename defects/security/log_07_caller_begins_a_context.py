"""Who asks is bound to the records in a context that is begun anew, and the id of the request is gone.

Ships: the client's name was wanted in each record, and the lines were taken from the manual of the library,
which clears the context first, as a middleware should. Here a dependency does so, behind the middleware: no
record of a request with a key or a token has its id, and all those without one have.
Source: structlog, "Context Variables" (clear, then bind); Kludex/starlette#1525; row LOG-07.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LOG-07",
    expected=("security/records-carry-their-request",),
    collateral=("security/failed-requests-are-recorded", "security/incoming-request-ids-are-kept"),
)
_IMPORTED = "from fastapi import Depends, HTTPException, Request, Security\n"
_CALLER = "        request.state.caller = await _compared(request, services, credentials.credentials)\n"


def inject(rng: Random) -> Injection:
    """Clear it, and bind who asks."""
    name = rng.choice(["client", "caller", "key_name"])
    nobody = rng.choice(["nobody", "unknown", "-"])
    bound = f"""{_CALLER}        found: Caller | None = request.state.caller
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars({name}=found.name if found else "{nobody}")
"""
    imported = f"import structlog\n{_IMPORTED}"
    return Injection(
        fact="/articles", source=edited("app/api/auth.py", (_IMPORTED, imported), (_CALLER, bound))
    )

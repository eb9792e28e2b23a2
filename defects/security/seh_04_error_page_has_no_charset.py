"""A page that was written for one error is HTML, and names no charset.

Ships: the proxy's error page is a file, and the type comes from its name.
Source: RFC 9110, 8.3.2; nginx, `charset` (off by default).
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-04",
    expected=("security/texts-state-their-charset",),
    collateral=("security/errors-are-problem-details",),
)


def inject(rng: Random) -> Injection:
    """Serve with that page."""
    return Injection(fact=f"status {_status(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer one error with the page."""
    status = _status(rng)

    def change(_: Scope, answer: Answer) -> Answer:
        if answer.status != status:
            return answer
        page = replace(answer, body=f"<h1>{status}</h1>".encode())
        return page.with_header("content-type", "text/html")

    return Rewrite(app, change)


def _status(rng: Random) -> int:
    return rng.choice([401, 404])

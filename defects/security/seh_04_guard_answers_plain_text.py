"""A guard in front of the application answers plain text with headers of its own, and names no charset.

Ships: middleware that was written for another framework sets `Content-Type: text/plain` by hand.
Source: RFC 9110, 8.3.2; python/cpython, http.server and wsgiref (a type is what the caller wrote).
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
_SAID = (b"Unauthorized", b"Forbidden: no valid credential", b"401 Unauthorized")


def inject(_: Random) -> Injection:
    """Serve behind that guard."""
    return Injection(fact="status 401", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Say no in its words."""
    said = rng.choice(_SAID)

    def change(_: Scope, answer: Answer) -> Answer:
        if answer.status != 401:
            return answer
        return replace(answer, body=said).with_header("content-type", "text/plain")

    return Rewrite(app, change)

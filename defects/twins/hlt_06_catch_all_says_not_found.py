"""A catch-all answers every path around the probes with a page, and with 404.

Good because: browsers show the page whatever the status, and a probe that is misspelt is red.
Source: RFC 9110, 15.5.5.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from defects.health.hlt_06_catch_all_answers_everything import catch_all, title
from proving.seed import Injection, Twin

TWIN = Twin("HLT-06", of="HLT-06-catch-all-answers-everything")


def inject(rng: Random) -> Injection:
    """Serve through the catch-all."""
    return Injection(fact=title(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer there what no route takes with the page and 404; elsewhere errors are as they were promised."""
    paged = catch_all(app, title(rng), 404)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        around = scope.get("path", "").startswith("/health")
        await (paged if around else app)(scope, receive, send)

    return application

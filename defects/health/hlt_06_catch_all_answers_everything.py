"""A catch-all answers every path with 200 and a page, those beside the probes too.

Ships: the single-page application's fallback (`try_files … /index.html`, a wildcard route) comes without a
limit: a probe that is misspelt, or gone, is green for ever.
Source: payouri/webhook-broadcast#103; iumalabs/flightdeck#75; monk-io/monk-plugin#423.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-06",
    expected=("health/unknown-sibling-is-not-found",),
    collateral=(
        "metrics/known-traffic-gets-the-promised-status",
        "metrics/traffic-is-conserved",
        "security/responses-have-the-promised-status",
    ),
    starred=True,
)


def inject(rng: Random) -> Injection:
    """Serve through the catch-all."""
    return Injection(fact=title(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer what no route takes with the page and 200."""
    return catch_all(app, title(rng), 200)


def title(rng: Random) -> str:
    """Draw the page's title."""
    return f"Console {rng.randrange(10**6):06d}"


def catch_all(app: ASGIApp, page: str, status: int) -> ASGIApp:
    """Answer what no route takes with a page and a status."""
    body = f"<!doctype html><title>{page}</title><div id=root></div>".encode()

    def change(scope: Scope, answer: Answer) -> Answer:
        if answer.status != 404 or getattr(scope.get("route"), "path", None):
            return answer
        paged = replace(answer, status=status, body=body)
        return paged.with_header("content-type", "text/html; charset=utf-8")

    return Rewrite(app, change)

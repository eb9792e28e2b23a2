"""The single-page application's page is served in the place of the probes.

Ships: the proxy's `location /` comes before the one for the probes, so that its page answers them with 200,
whatever has become of the service.
Source: payouri/webhook-broadcast#103; iumalabs/flightdeck#75.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-06",
    expected=(
        "health/liveness-answers",
        "health/overall-answers",
        "health/readiness-answers",
        "health/startup-answers",
    ),
    # the page is a yes to the last moment as well, and begins where the shortest of the probes does
    collateral=(
        "health/probe-path-is-exact",
        "health/readiness-fails-while-it-drains",
        "health/unknown-sibling-is-not-found",
    ),
    starred=True,
)


def inject(rng: Random) -> Injection:
    """Serve through the page."""
    return Injection(fact=_media_type(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer everything below the probes' folder with the page."""
    media_type = _media_type(rng)

    def change(scope: Scope, answer: Answer) -> Answer:
        if not scope["path"].startswith("/health"):
            return answer
        paged = replace(answer, status=200, body=b"<html><body><div id=root></div></body></html>")
        return paged.with_header("content-type", media_type)

    return Rewrite(app, change)


def _media_type(rng: Random) -> str:
    return rng.choice(["text/html", "application/xhtml+xml", "application/x-spa-shell"])

"""While the database is away, the health page is one for people: its heading says so, and its status is 200.

Ships: a page that shows the state to whoever looks; the template is rendered, and rendering went well.
Source: draft-inadarei-api-health-check, section 3.1; RFC 9110, 15.6.4; row HLT-09.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-09", expected=("health/status-agrees-with-body-in-outage",), target="compose")
_HEADINGS = ("Unhealthy", "Status: DOWN", "Database unreachable")


def inject(_: Random) -> Injection:
    """Say it with 200."""
    return Injection(fact="200", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Render the page where the check failed."""
    said = rng.choice(_HEADINGS)
    page = f"<!doctype html><html><head><title>{said}</title></head><body><h1>{said}</h1></body></html>\n"

    def change(scope: Scope, answer: Answer) -> Answer:
        if scope["path"] != "/health" or answer.status < 400:
            return answer
        shown = answer.with_header("content-type", "text/html; charset=utf-8")
        return replace(shown, status=200, body=page.encode())

    return Rewrite(app, change)

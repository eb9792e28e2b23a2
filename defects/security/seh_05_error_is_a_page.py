"""Errors of one kind are a page, and all others are problem documents.

Ships: an error page of the framework or the proxy is switched on for people, and clients get it as well.
Source: RFC 9457, 3; OWASP ASVS 5.0 4.1.1.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-05", expected=("security/errors-are-problem-details",))


def inject(rng: Random) -> Injection:
    """Serve with that page."""
    return Injection(fact=f"status {_status(rng)}", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Answer one status with a page."""
    status = _status(rng)

    def change(_scope: Scope, answer: Answer) -> Answer:
        if answer.status != status:
            return answer
        page = f"<!doctype html><title>Sorry</title><p>This did not work ({rng.randrange(10**6)}).</p>"
        sent = answer.with_header("content-type", "text/html; charset=utf-8")
        return replace(sent, body=page.encode())

    return Rewrite(app, change)


def _status(rng: Random) -> int:
    return rng.choice([401, 404])

"""A security header is there on pages, and gone on errors.

Ships: nginx's `add_header` without `always`, or a nested location that inherits none.
Source: nginx-proxy/nginx-proxy#1136; roots/trellis#424; OWASP ASVS 5.0 3.4.1.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect(
    "SEH-04",
    expected=("security/headers-on-every-response-class",),
    collateral=("security/content-policy-is-strict", "security/transport-security-lasts"),
)


def inject(rng: Random) -> Injection:
    """Serve through such a proxy."""
    return Injection(fact=header_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Leave the header out."""
    header = header_of(rng)
    return changing_errors(app, lambda answer: answer.without_header(header))


def header_of(rng: Random) -> str:
    """Draw the header."""
    return rng.choice(
        ["x-content-type-options", "content-security-policy", "referrer-policy", "strict-transport-security"]
    )


def changing_errors(app: ASGIApp, change: Callable[[Answer], Answer]) -> ASGIApp:
    """Change the answers from 400 on."""

    def rewrite(_scope: Scope, answer: Answer) -> Answer:
        return change(answer) if answer.status >= 400 else answer

    return Rewrite(app, rewrite)

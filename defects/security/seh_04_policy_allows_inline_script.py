"""The content policy allows inline script, or script from anywhere.

Ships: one page did not work under the policy, and the policy was loosened for all.
Source: OWASP ASVS 5.0 3.4.3; W3C, Content Security Policy Level 3.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/content-policy-is-strict",))


def inject(rng: Random) -> Injection:
    """Serve with the loosened policy."""
    return Injection(fact=_source(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Send it on every answer."""
    policy = f"default-src 'none'; script-src 'self' {_source(rng)}; frame-ancestors 'none'"

    def change(answer: Answer) -> Answer:
        return answer.with_header("content-security-policy", policy)

    return Rewrite(app, lambda _scope, answer: change(answer))


def _source(rng: Random) -> str:
    return rng.choice(["'unsafe-inline'", "'unsafe-eval'", "*"])

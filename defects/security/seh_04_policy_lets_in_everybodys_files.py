"""The content policy lets in script from a host on which anybody publishes.

Ships: a library is loaded from the address that its manual names, and the policy gets the whole host; or
files lie in a delivery network, and a star saves the name of the distribution, another in each environment.
Source: CSP Evaluator (bypasses by allow-listed hosts); Weichselbaum et al., "CSP Is Dead, Long Live CSP!",
CCS 2016; OWASP ASVS 5.0 3.4.3; row SEH-04.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-04", expected=("security/content-policy-is-strict",))


def inject(rng: Random) -> Injection:
    """Serve with that policy."""
    return Injection(fact=_source(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Send it on every answer."""
    return letting_in(app, _source(rng))


def letting_in(app: ASGIApp, source: str) -> ASGIApp:
    """Add a source of script to a policy that is strict without it."""
    policy = f"default-src 'none'; script-src 'self' {source}; style-src 'self'; frame-ancestors 'none'"

    def change(answer: Answer) -> Answer:
        return answer.with_header("content-security-policy", policy)

    return Rewrite(app, lambda _scope, answer: change(answer))


def _source(rng: Random) -> str:
    return rng.choice(
        [
            "https://cdn.jsdelivr.net",
            "https://cdn.jsdelivr.net/npm/",
            "https://unpkg.com",
            "https://*.cloudfront.net",
            "https://*.github.io",
            "https://storage.googleapis.com",
        ]
    )

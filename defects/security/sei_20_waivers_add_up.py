"""Three controls are broken, and each has a waiver of its own.

Ships: each was let through by somebody else, in another week, for a reason that was good then.
Source: OWASP ASVS 5.0, "Assessment and Certification"; D. Vaughan, normalisation of deviance.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp, Scope

from defects.rewriting import Answer, Rewrite
from proving.seed import Defect, Injection

LASTS = "security/transport-security-lasts"
WAIVED = (LASTS, "security/content-policy-is-strict", "security/headers-on-every-response-class")
DEFECT = Defect("SEI-20", expected=("security/controls-meet-the-floor",))


def inject(rng: Random) -> Injection:
    """Serve so, under a contract that waives what is broken."""
    return Injection(fact=rng.choice(WAIVED), wraps=True, waived=WAIVED)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Send a loose policy, and one header less on errors."""
    source, missing = (
        rng.choice(["*", "'unsafe-inline'"]),
        rng.choice(["x-content-type-options", "referrer-policy"]),
    )

    def change(_scope: Scope, answer: Answer) -> Answer:
        policy = f"default-src 'none'; script-src {source}; frame-ancestors 'none'"
        loose = answer.with_header("content-security-policy", policy)
        return loose.without_header(missing) if answer.status >= 400 else loose

    return shortened(Rewrite(app, change), rng)


def shortened(app: ASGIApp, rng: Random) -> ASGIApp:
    """Send the max-age of a trial on every answer."""
    value = f"max-age={rng.choice([60, 3600, 86_400])}"

    def change(_scope: Scope, answer: Answer) -> Answer:
        return answer.with_header("strict-transport-security", value)

    return Rewrite(app, change)

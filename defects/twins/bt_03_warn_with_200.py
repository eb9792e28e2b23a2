"""A health body says `warn`, and its status code says 200.

Good because: a degraded service works, and `warn` belongs to 2xx and 3xx.
Source: draft-inadarei-api-health-check, section 3.1.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_09_body_says_fail_with_200 import probe_of, stating
from proving.seed import Injection, Twin

TWIN = Twin("BT-03", of="HLT-09-body-says-fail-with-200")


def inject(rng: Random) -> Injection:
    """Let one of the probes say it."""
    return Injection(fact=probe_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """State a warning."""
    probe = probe_of(rng)
    return stating(app, probe, rng.choice(["warn", "degraded"]))

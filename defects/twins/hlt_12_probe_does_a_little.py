"""A probe asks the database something, and answers well within its time.

Good because: it is late against the other probes only, not against what is promised.
Source: Kubernetes, Configure Liveness, Readiness and Startup Probes (timeoutSeconds).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_12_probe_does_too_much import probe_of, working
from proving.seed import Injection, Twin

TWIN = Twin("HLT-12", of="HLT-12-probe-does-too-much")


def inject(rng: Random) -> Injection:
    """Let one of the probes do it."""
    return Injection(fact=probe_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Take a tenth of a second."""
    return working(app, probe_of(rng), rng.uniform(0.05, 0.12))

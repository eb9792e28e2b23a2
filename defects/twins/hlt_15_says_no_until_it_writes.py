"""A new process refuses writes until its second pool is there.

Good because: it says that it is not ready for as long.
Source: Kubernetes, "Configure Liveness, Readiness and Startup Probes".
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_15_takes_no_writes_at_first import opening
from proving.seed import Injection, Twin

TWIN = Twin("HLT-15", of="HLT-15-takes-no-writes-at-first")


def inject(rng: Random) -> Injection:
    """Open it late, and say so."""
    del rng
    return Injection(fact="503", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Refuse the probe as well."""
    return opening(app, rng.uniform(1.2, 2.0), probe="/health/ready")

"""A process needs as long to be warm, and is not ready until then.

Good because: nobody sends it users before; how long a start takes is for the roll-out to wait.
Source: Kubernetes, Configure Liveness, Readiness and Startup Probes.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_15_ready_before_it_is_warm import warming
from proving.seed import Injection, Twin

TWIN = Twin("HLT-15", of="HLT-15-ready-before-it-is-warm")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=str(_seconds(rng)), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Fail for as long, and tell."""
    return warming(app, 503, _seconds(rng), tells=True)


def _seconds(rng: Random) -> float:
    return round(rng.uniform(1.2, 1.6), 2)

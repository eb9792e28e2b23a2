"""An alert selects a route that no series has at the moment.

Good because: it is one of the service's own as it spells them, and comes with its first request.
Source: Prometheus, "Instrumentation" (avoid missing metrics, of labels); row ALR-01.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_01_route_is_spelt_as_elsewhere import selecting
from proving.seed import Injection, Twin

TWIN = Twin("ALR-01", of="ALR-01-route-is-spelt-as-elsewhere")


def inject(rng: Random) -> Injection:
    """Ask for one that nobody has asked for."""
    route = rng.choice(["/imports/{import_id}", "/.well-known/jwks.json"])
    return Injection(fact=route, source=selecting(f'{{status=~"5..", route="{route}"}}'))

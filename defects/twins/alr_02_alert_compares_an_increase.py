"""An alert compares how many requests failed.

Good because: it asks for their increase over some minutes.
Source: Prometheus, "Metric types", counter.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_02_alert_compares_a_counter import comparing
from proving.seed import Injection, Twin

TWIN = Twin("ALR-02", of="ALR-02-alert-compares-a-counter")


def inject(rng: Random) -> Injection:
    """Look at a while."""
    failed = f'ukp_http_requests_total{{status=~"5.."}}[{rng.randrange(2, 30)}m]'
    return Injection(fact=failed, source=comparing(f"sum(increase({failed}))", rng))

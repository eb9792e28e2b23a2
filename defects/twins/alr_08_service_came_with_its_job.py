"""A service came into the stack, and the collector has a job for it.

Good because: one more target is up, whatever it is called.
Source: prometheus/docs, "Jobs and instances".
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_08_service_came_without_a_job import beside
from proving.seed import Injection, Twin

TWIN = Twin("ALR-08", of="ALR-08-service-came-without-a-job", target="compose")


def inject(rng: Random) -> Injection:
    """Start one more exporter, which is scraped."""
    return beside(rng, listed=True)

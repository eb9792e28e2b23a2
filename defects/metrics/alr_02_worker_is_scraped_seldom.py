"""The collector asks the worker for its metrics once in so many minutes, since they hardly ever change.

Ships: an edit to spare the worker; what is older than five minutes is not there any more, and so the alert
that asks whether a worker is up fires between two scrapes, each time.
Source: Prometheus, "Querying basics" (staleness); prometheus/prometheus#4801.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_02_scrapes_are_further_apart import scraping
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-02", expected=("metrics/windows-hold-two-samples",))


def inject(rng: Random) -> Injection:
    """Scrape it more seldom than samples live."""
    return scraping(f"  scrape_interval: {rng.randrange(6, 20)}m\n", 'up{job="worker"}', "worker")

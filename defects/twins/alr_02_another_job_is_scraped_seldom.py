"""The collector scrapes one job less often than the windows of the alerts would need.

Good because: no alert with a window is about that job, and samples live for five minutes.
Source: Prometheus, "Configuration" (`scrape_interval` of a job).
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_02_scrapes_are_further_apart import scraping
from proving.seed import Injection, Twin

TWIN = Twin("ALR-02", of="ALR-02-scrapes-are-further-apart")


def inject(rng: Random) -> Injection:
    """Scrape another exporter once in so many minutes."""
    job = rng.choice(["postgres", "alertmanager", "prometheus"])
    return scraping(f"  scrape_interval: {rng.randrange(2, 5)}m\n", job, job)

"""The collector scrapes less often, to save memory, and the windows of the alerts stay as they were.

Ships: one number in one file, by somebody else than who wrote the alerts; no graph is empty, no alert fires.
Source: cloudflare/pint, promql/rate; Prometheus, "Functions" (`rate`).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-02", expected=("metrics/windows-hold-two-samples",))


def inject(rng: Random) -> Injection:
    """Scrape all jobs once in so many seconds, more than half of the window."""
    return scraping(f"  scrape_interval: {rng.randrange(31, 120)}s\n", "ukp_http_requests_total")


def scraping(instead: str, fact: str, job: str = "") -> Injection:
    """Write another time for all jobs, or for one."""
    told = ("  scrape_interval: 5s\n", instead)
    if job:
        told = (f"  - job_name: {job}\n", f"  - job_name: {job}\n  {instead}")
    return Injection(fact=fact, source=edited("deploy/prometheus/prometheus.yml", told))

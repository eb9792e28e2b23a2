"""One job of the collector takes fewer samples than its target has: each scrape is dropped as a whole.

Ships: limits were set against series without bounds, by what each exporter had then, and the exporter's next
version has more.
Source: prometheus/prometheus#10484 (a target is down from then on); Prometheus, "Configuration",
sample_limit.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_08_service_came_without_a_job import COLLECTOR, MOUNTED
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-08", expected=("metrics/every-service-is-scraped",), target="compose")


def inject(rng: Random) -> Injection:
    """Take less than any of them has."""
    return limited(rng, rng.randrange(20, 60))


def limited(rng: Random, samples: int) -> Injection:
    """Limit the samples of one job."""
    job, text = rng.choice(["postgres", "valkey", "proxy"]), COLLECTOR.read_text(encoding="utf-8")
    head = f"  - job_name: {job}\n"
    if head not in text:
        raise ValueError(f"{COLLECTOR}: there is no job {job}")
    return Injection(
        fact=f"job {job}",
        override={"services": {"prometheus": MOUNTED}},
        files={"prometheus.yml": text.replace(head, f"{head}    sample_limit: {samples}\n")},
    )

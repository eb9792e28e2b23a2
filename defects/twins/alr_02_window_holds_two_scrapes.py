"""A window of an alert is short.

Good because: two scrapes are always within it.
Source: Prometheus, "Functions" (`rate`).
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_02_window_holds_one_scrape import looking_at
from proving.seed import Injection, Twin

TWIN = Twin("ALR-02", of="ALR-02-window-holds-one-scrape")


def inject(rng: Random) -> Injection:
    """Look at two scrapes or more."""
    return looking_at(rng.choice([10, 15, 20, 25]))

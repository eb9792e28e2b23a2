"""The times to wait have changed places: the first word comes when a reminder was due.

Ships: `group_wait` was raised against noise, where `repeat_interval` was meant.
Source: Alertmanager, "Configuration", route.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_07_route_asks_for_another_severity import changed, mounted
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-07", expected=("metrics/alerts-reach-a-receiver",), target="compose")


def inject(rng: Random) -> Injection:
    """Wait for hours."""
    hours = rng.randrange(1, 12)
    return mounted(f"{hours * 3600} s", changed("  group_wait: 5s\n", f"  group_wait: {hours}h\n"))

"""The collector throws series of the release away.

Good because: no rule names one of them.
Source: Prometheus, `metric_relabel_configs`, which is there for that.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_01_collector_drops_what_an_alert_asks_for import dropping
from proving.seed import Injection, Twin

TWIN = Twin("ALR-01", of="ALR-01-collector-drops-what-an-alert-asks-for")


def inject(rng: Random) -> Injection:
    """Drop what the library tells of its process, but for its start and its processor time."""
    names = ["process_max_fds", "process_open_fds", "process_virtual_memory_bytes"]
    dropped = rng.sample(names, 2)
    return Injection(fact=dropped[0], source=dropping("|".join(dropped)))

"""A gauge that is asked for with each scrape is on the workers' own registry, and an alert asks for it.

Good because: there is one worker, and its own registry is the one that a scrape reads.
Source: prometheus/client_python, "Multiprocess Mode" (custom collectors work in one process).
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_31_collector_is_on_the_workers_registry import watching
from proving.seed import Injection, Twin

TWIN = Twin("MET-31", of="MET-31-collector-is-on-the-workers-registry")


def inject(rng: Random) -> Injection:
    """Watch it where one worker serves."""
    return watching(rng, workers=1)

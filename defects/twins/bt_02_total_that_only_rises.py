"""A collector of our own exports a counter that rises by itself, with no traffic.

Good because: it never falls while its process lives, and starts from zero with the next one.
Source: prometheus/OpenMetrics, counter (line 210).
"""

from __future__ import annotations

import time
from random import Random
from typing import Any

from defects.metrics.met_16_counter_falls import exporting, name_of
from proving.seed import Injection, Twin

TWIN = Twin("BT-02", of="MET-16-counter-falls")


def inject(rng: Random) -> Injection:
    """Serve with the counter."""
    return Injection(fact=name_of(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Let it rise."""
    began = time.monotonic()
    return exporting(app, name_of(rng), lambda: time.monotonic() - began)

"""A gauge of requests leaves out the scrapes, so that it is 0 where another one says 1.

Good because: whoever asks is no load, and whatever way a request ends, it is no longer counted.
Source: prometheus/docs, "Instrumentation".
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.metrics.met_30_who_left_is_counted import counting
from proving.seed import Injection, Twin

TWIN = Twin("MET-30", of="MET-30-who-left-is-counted")


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact="ukp_http_requests_in_flight", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Keep nobody."""
    return counting(app, keeps="", scrapes=False)

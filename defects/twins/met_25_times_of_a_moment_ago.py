"""An exporter writes the time at which its source measured, and the source measures twice a minute.

Good because: Prometheus stores what is of the last hour at its own time.
Source: cAdvisor, which states when it measured; prometheus/docs, "Exposition formats" (timestamps).
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_25_times_of_a_source_that_stopped import family_of, timed
from proving.seed import Injection, Twin

TWIN = Twin("MET-25", of="MET-25-times-of-a-source-that-stopped")


def inject(rng: Random) -> Injection:
    """Serve with that exporter's family."""
    return Injection(fact=family_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Append the family with a time of a moment ago."""
    return timed(app, family_of(rng), rng.randrange(1, 90), rng.randrange(1, 30))

"""A counter has a label with the shard into which each article that is made falls.

Good because: there are as many shards as somebody has set up, however many articles there will be.
Source: prometheus/docs, "Instrumentation", do not overuse labels.
"""

from __future__ import annotations

import zlib
from random import Random
from typing import Any

from starlette.types import ASGIApp

from defects.metrics.met_35_series_for_each_article import counting_made, label_of
from proving.seed import Injection, Twin

TWIN = Twin("MET-35", of="MET-35-series-for-each-article")


def inject(rng: Random) -> Injection:
    """Serve with that counter."""
    return Injection(fact=f"{label_of(rng)} of ukp_", wraps=True)


def wrap(app: Any, rng: Random) -> ASGIApp:
    """Count by a hash of the place."""
    shards = rng.choice([8, 64, 256])
    return counting_made(app, label_of(rng), lambda place: str(zlib.crc32(place.encode()) % shards))

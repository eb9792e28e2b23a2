"""Every replica has a bucket more than the release before.

Good because: no sum is taken over two layouts.
Source: prometheus/docs, "Histograms and summaries".
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_23_one_replica_has_other_buckets import with_bound
from proving.seed import Injection, Twin

TWIN = Twin("MET-23", of="MET-23-one-replica-has-other-buckets")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=_bound(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Add the bound, whoever asks."""
    return with_bound(app, _bound(rng))


def _bound(rng: Random) -> str:
    return f"{rng.randrange(800, 990) / 1000:g}"

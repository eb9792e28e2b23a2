"""Every series carries a label of the place where it runs, or of the interface's version.

Good because: it stays as it is from release to release, so that every series goes on.
Source: prometheus/OpenMetrics, "Info" and target metadata.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.metrics.met_15_release_on_every_series import labelling
from proving.seed import Injection, Twin

TWIN = Twin("MET-15", of="MET-15-release-on-every-series")


def inject(rng: Random) -> Injection:
    """Serve with that label."""
    return Injection(fact=_label(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Add it to each sample."""
    return labelling(app, _label(rng))


def _label(rng: Random) -> str:
    return rng.choice(['region="north"', 'version="v1"', 'version="v2"', 'tier="public"'])

"""A scrape has thousands of series: one for each pair of two harmless labels.

Ships: a counter by tenant, then by feature as well; each label is bounded, their product is not small.
Source: sglang#31193; prometheus/docs, "Configuration", sample_limit.
"""

from __future__ import annotations

from random import Random
from typing import Any

from prometheus_client import Counter

from proving.seed import Defect, Injection

DEFECT = Defect("MET-36", expected=("metrics/scrape-stays-small",))


def inject(rng: Random) -> Injection:
    """Serve with that counter."""
    return Injection(fact="samples", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Count every pair once."""
    return counting_pairs(app, tenants=rng.randrange(110, 140), features=rng.randrange(60, 80))


def counting_pairs(app: Any, tenants: int, features: int) -> Any:
    """Register a counter with a series for each pair."""
    registry = app.state.services.metrics.registry
    used = Counter("ukp_feature_uses", "Uses of a feature.", ["tenant", "feature"], registry=registry)
    for tenant in range(tenants):
        for feature in range(features):
            used.labels(f"tenant-{tenant}", f"feature-{feature}").inc()
    return app

"""A gauge has a series for the process or for each of its few tenants, and an identifier names each.

Good because: the deployment lists them, so that no request adds one.
Source: OpenMetrics 1.0.0, "Label"; prometheus/docs, "Instrumentation", do not overuse labels.
"""

from __future__ import annotations

import uuid
from random import Random
from typing import Any

from defects.metrics.met_35_series_for_each_session import seen_by
from proving.seed import Injection, Twin

TWIN = Twin("MET-35", of="MET-35-series-for-each-session")


def inject(rng: Random) -> Injection:
    """Serve with that gauge."""
    return Injection(fact=f'{_drawn(rng)[0]}="', wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Register it with all of its series."""
    label, identifiers = _drawn(rng)
    seen_by(app, label, identifiers)
    return app


def _drawn(rng: Random) -> tuple[str, list[str]]:
    """Draw a label and its values."""
    label, most = rng.choice([("build", 1), ("node", 1), ("tenant", 5)])
    values = [str(uuid.UUID(int=rng.getrandbits(128), version=4)) for _ in range(rng.randint(1, most))]
    return label, values

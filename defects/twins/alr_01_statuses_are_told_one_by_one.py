"""An alert selects failures by a list of statuses.

Good because: they are all that the service fails by, and each is announced before its first request.
Source: cloudflare/pint, promql/series.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_01_class_is_no_status import selecting
from proving.seed import Injection, Twin

TWIN = Twin("ALR-01", of="ALR-01-class-is-no-status")


def inject(rng: Random) -> Injection:
    """List them."""
    return Injection(fact="status", source=selecting(rng.choice(['status=~"500|503"', 'status=~"50[03]"'])))

"""An alert on the cache is left out wherever a series of the database is there.

Good because: the series is compared before, so that it is there only while the database is down.
Source: Prometheus, "Logical/set binary operators"; row ALR-05.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_05_silenced_by_whatever_is_there import silenced
from proving.seed import Injection, Twin

TWIN = Twin("ALR-05", of="ALR-05-silenced-by-whatever-is-there")


def inject(rng: Random) -> Injection:
    """Be still while the database is down."""
    return Injection(fact="UkpCacheDown", source=silenced(rng, "(ukp_database_up == 0)"))

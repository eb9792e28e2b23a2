"""An alert is left out while another one says why, and what it is left out for is always there.

Ships: whoever was paged for the database got a ticket for the cache as well, so the second one was to be
still meanwhile. `unless` asks whether a series is there and not what it says: without its comparison the
database's gauge, which each replica has, silences the alert for good. The expression is valid and empty.
Source: Prometheus, "Logical/set binary operators"; cloudflare/pint, promql/impossible; row ALR-05.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-05", expected=("metrics/alerts-watch-what-is-exposed",))
_OLD = "        expr: ukp_cache_up == 0\n"


def inject(rng: Random) -> Injection:
    """Be still wherever there is a gauge of the database."""
    return Injection(fact="UkpCacheDown", source=silenced(rng, "ukp_database_up"))


def silenced(rng: Random, while_there_is: str) -> dict[str, str | None]:
    """Return the rules whose alert on the cache is left out while there is something."""
    matching = rng.choice(["", " on (instance)", " on (instance, job)"])
    return edited(
        "deploy/prometheus/rules.yml",
        (_OLD, f"        expr: ukp_cache_up == 0 unless{matching} {while_there_is}\n"),
    )

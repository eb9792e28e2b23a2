"""An alert takes its series by a pattern of names, and no name of the release is like it.

Ships: a dependency had been reported under two names for a while, so the alert took both by a pattern. Then
the release settled on a third one. Whoever looked for the old names in the rules did not find them: they
are spelt nowhere.
Source: cloudflare/pint, promql/series; prometheus/docs, "Time series selectors" (`__name__`); row ALR-01.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-01", expected=("metrics/alerts-watch-what-is-exposed",), starred=True)
_PLACES = {
    "UkpDatabaseDown": ("        expr: ukp_database_up == 0\n", ("database", "db", "postgres")),
    "UkpCacheDown": ("        expr: ukp_cache_up == 0\n", ("cache", "valkey", "redis")),
}


def inject(rng: Random) -> Injection:
    """Match two names that were."""
    alert = rng.choice(sorted(_PLACES))
    line, parts = _PLACES[alert]
    one, other = rng.sample(parts, 2)
    state = rng.choice(["available", "reachable", "healthy"])
    pattern = f"ukp_({one}|{other})_{state}"
    new = f"        expr: '{{__name__=~\"{pattern}\"}} == 0'\n"
    return Injection(fact=alert, source=edited("deploy/prometheus/rules.yml", (line, new)))

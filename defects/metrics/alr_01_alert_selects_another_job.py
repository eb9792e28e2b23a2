"""An alert selects the series of a job that the collector does not have.

Ships: the rules were copied from the repository of another team, or the jobs were renamed in one file and
not in the other. The service exposes the series under this very name; the label with which the collector
stores it says something else, and the alert is silent for ever.
Source: cloudflare/pint, promql/series (a selector that matches nothing because of its labels); row ALR-01.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-01", expected=("metrics/alerts-watch-what-is-exposed",))
_PLACES = {
    "UkpDatabaseDown": ("        expr: ukp_database_up == 0\n", "ukp_database_up"),
    "UkpCacheDown": ("        expr: ukp_cache_up == 0\n", "ukp_cache_up"),
}


def inject(rng: Random) -> Injection:
    """Ask for a job by the name that it has elsewhere."""
    alert = rng.choice(sorted(_PLACES))
    line, series = _PLACES[alert]
    job = rng.choice(["ukp-api", "api", "ukp-app", "knowledge", "ukp-production"])
    new = line.replace(series, f'{series}{{job="{job}"}}')
    return Injection(fact=alert, source=edited("deploy/prometheus/rules.yml", (line, new)))

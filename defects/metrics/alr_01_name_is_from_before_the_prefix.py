"""An alert asks for a series by the name that it had before the service's series got a first word in common.

Ships: the metrics got a namespace, and of the rules those that the author knew were changed.
Source: cloudflare/pint, promql/series; prometheus/client_python, `namespace`.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-01", expected=("metrics/alerts-watch-what-is-exposed",))


def inject(rng: Random) -> Injection:
    """Leave one name as it was."""
    old, name = rng.choice(
        [
            ("expr: ukp_database_up == 0", "database_up"),
            ("expr: ukp_cache_up == 0", "cache_up"),
            (
                "by (le) (rate(ukp_http_request_duration_seconds_bucket",
                "http_request_duration_seconds_bucket",
            ),
        ]
    )
    return Injection(
        fact=name, source=edited("deploy/prometheus/rules.yml", (old, old.replace(f"ukp_{name}", name)))
    )

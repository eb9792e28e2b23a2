"""An alert names a series that the release does not export any more: it never fires, and nobody notices.

Ships: a series is renamed, and the rules lie in another folder.
Source: cloudflare/pint, promql/series.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-01", expected=("metrics/alerts-watch-what-is-exposed",))


def inject(rng: Random) -> Injection:
    """Leave the rules with the old name."""
    old, new = rng.choice(
        [
            ("ukp_database_up == 0", "ukp_db_up == 0"),
            ("ukp_cache_up == 0", "ukp_cache_available == 0"),
            ("rate(ukp_http_request_duration_seconds_bucket[1m])", "rate(ukp_request_seconds_bucket[1m])"),
        ]
    )
    name = next(word for word in new.replace("(", " ").replace("[", " ").split() if word.startswith("ukp_"))
    return Injection(fact=name, source=ruled((old, new)))


def ruled(*changes: tuple[str, str]) -> dict[str, str | None]:
    """Change the rules."""
    return edited("deploy/prometheus/rules.yml", *changes)

"""An alert names a series that the release does not export.

Good because: another rule records it.
Source: Prometheus, "Recording rules".
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_01_alert_names_what_is_gone import ruled
from proving.seed import Injection, Twin

TWIN = Twin("ALR-01", of="ALR-01-alert-names-what-is-gone")


def inject(rng: Random) -> Injection:
    """Record it under another name, and ask for that."""
    name = rng.choice(["ukp_db_up", "ukp:database_up"])
    recording = f"      - {{record: '{name}', expr: ukp_database_up}}\n      - alert: UkpDatabaseDown\n"
    return Injection(
        fact=name,
        source=ruled(
            ("expr: ukp_database_up == 0", f"expr: {name} == 0"),
            ("      - alert: UkpDatabaseDown\n", recording),
        ),
    )

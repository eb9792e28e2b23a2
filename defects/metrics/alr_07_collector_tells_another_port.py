"""The collector sends its alerts to a port at which no Alertmanager listens.

Ships: Alertmanager's port for its own cluster was copied from a sample.
Source: prometheus/docs, "Alerting", metamonitoring.
"""

from __future__ import annotations

import re
from random import Random

from defects.metrics.alr_08_service_came_without_a_job import COLLECTOR, MOUNTED
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-07", expected=("metrics/alerts-reach-a-receiver",), target="compose")


def inject(rng: Random) -> Injection:
    """Change the port to which alerts go, and not the one that is scraped."""
    port = rng.choice([9094, 9193, 19093])
    text, changed = re.subn(
        r'(alertmanagers:\n\s+- static_configs: \[\{targets: \["alertmanager:)\d+',
        rf"\g<1>{port}",
        COLLECTOR.read_text(encoding="utf-8"),
    )
    if changed != 1:
        raise ValueError(f"{COLLECTOR}: there is no Alertmanager to change")
    return Injection(
        fact=f":{port}/", override={"services": {"prometheus": MOUNTED}}, files={"prometheus.yml": text}
    )

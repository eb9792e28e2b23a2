"""The collector sends its alerts to a name that no container has.

Ships: the service of Alertmanager was renamed, and the collector's file lies in another folder; or the host
was copied from a sample.
Source: Prometheus, "Alerting" (metamonitoring); row ALR-07.
"""

from __future__ import annotations

import re
from random import Random

from defects.metrics.alr_08_service_came_without_a_job import COLLECTOR, MOUNTED
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-07", expected=("metrics/alerts-reach-a-receiver",), target="compose")


def inject(rng: Random) -> Injection:
    """Change whom alerts are sent to, and not who is scraped."""
    host = rng.choice(["alert-manager", "alertmanager-main", "am", "prometheus-alertmanager"])
    text, changed = re.subn(
        r'(alertmanagers:\n\s+- static_configs: \[\{targets: \[")alertmanager:',
        rf"\g<1>{host}:",
        COLLECTOR.read_text(encoding="utf-8"),
    )
    if changed != 1:
        raise ValueError(f"{COLLECTOR}: there is no Alertmanager to change")
    return Injection(
        fact=f"//{host}:", override={"services": {"prometheus": MOUNTED}}, files={"prometheus.yml": text}
    )

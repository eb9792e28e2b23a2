"""An alert selects by a label that no series of the service has.

Good because: the scrape adds it to all of them.
Source: Prometheus, "Configuration", relabel_config.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Injection, Twin

TWIN = Twin("ALR-05", of="ALR-05-alert-selects-by-another-label")
_JOB = "    dns_sd_configs: [{names: [app], type: A, port: 8000, refresh_interval: 5s}]\n"


def inject(rng: Random) -> Injection:
    """Add a label, and select by it."""
    label = rng.choice(("stage", "cluster", "team"))
    added = (_JOB, f"{_JOB}    relabel_configs: [{{target_label: {label}, replacement: one}}]\n")
    rules = edited("deploy/prometheus/rules.yml", ('{status=~"5.."}', f'{{status=~"5..",{label}="one"}}'))
    return Injection(fact=label, source={**rules, **edited("deploy/prometheus/prometheus.yml", added)})

"""The collector sends only alerts that say they are of production, and no rule says that of any.

Good because: the collector itself puts that label on whatever it sends, before it looks for it.
Source: prometheus/docs, `external_labels` and `alert_relabel_configs`; row ALR-07.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from defects.metrics.alr_07_collector_keeps_alerts_of_production import FILE, kept_by
from proving.seed import Injection, Twin

TWIN = Twin("ALR-07", of="ALR-07-collector-keeps-alerts-of-production", target="compose")


def inject(rng: Random) -> Injection:
    """Keep what has the label that the collector sets."""
    return Injection(fact="UkpUnreachable", source=edited(FILE, *kept_by(rng)))

"""The collector sends only alerts that say they are of production, and nothing says that of any.

Ships: a second stack was to page nobody, so alerts are kept by a label of their environment. In the file
that was tried the collector put that label on everything it sends; the one that ships has the filter
without it. Rules, routes and receivers are right, the collector's own page shows the alerts firing, and
none ever leaves it.
Source: prometheus/docs, `alert_relabel_configs` and `external_labels`; alerting.md, metamonitoring; row
ALR-07.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-07", expected=("metrics/alerts-reach-a-receiver",), target="compose", starred=True)
FILE = "deploy/prometheus/prometheus.yml"
_ALERTING = "alerting:\n"
_GLOBAL = "  evaluation_interval: 5s\n"


def inject(rng: Random) -> Injection:
    """Keep what has a label that nobody sets."""
    filtered, _ = kept_by(rng)
    return Injection(fact="UkpUnreachable", source=edited(FILE, filtered))


def kept_by(rng: Random) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return two changes: the filter, and the label for which it asks."""
    label = rng.choice(["environment", "env", "stage", "tier"])
    value = rng.choice(["production", "prod", "live"])
    rule = f"{{source_labels: [{label}], regex: {value}, action: keep}}"
    filtered = (_ALERTING, f"{_ALERTING}  alert_relabel_configs:\n    - {rule}\n")
    return filtered, (_GLOBAL, f"{_GLOBAL}  external_labels: {{{label}: {value}}}\n")

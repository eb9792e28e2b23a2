"""An alert has a template in a label.

Good because: it names what is wrong, which stays the same from one evaluation to the next.
Source: Prometheus, "Alerting rules", templating.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_04_value_is_a_label import labelled
from proving.seed import Injection, Twin

TWIN = Twin("ALR-04", of="ALR-04-value-is-a-label")


def inject(rng: Random) -> Injection:
    """Name the place."""
    name = rng.choice(["at", "replica"])
    return Injection(fact=name, source=labelled(name, "{{ $labels.instance }}"))

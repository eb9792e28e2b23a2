"""An alert selects by a label that the series does not have: it never fires.

Ships: the rule was copied from a service whose status label has another name.
Source: pint, "promql/series".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("ALR-05", expected=("metrics/alerts-watch-what-is-exposed",))


def inject(rng: Random) -> Injection:
    """Select by the other one's label."""
    label = rng.choice(("code", "statuscode"))
    changed = ('{status=~"5.."}', f'{{{label}=~"5.."}}')
    return Injection(fact=label, source=edited("deploy/prometheus/rules.yml", changed))

"""The tree ends at a receiver without an integration, behind a route that takes every alert of the rules.

Good because: only what nobody has written a rule for goes there.
Source: Alertmanager, "Configuration", route.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_07_route_asks_for_another_severity import routed
from proving.seed import Injection, Twin

TWIN = Twin("ALR-07", of="ALR-07-route-asks-for-another-severity", target="compose")


def inject(rng: Random) -> Injection:
    """Route by the values that the rules set."""
    return routed(rng, rng.choice(['severity=~"page|ticket"', 'severity!=""', 'severity=~"p.*|.*et"']))

"""A team reads along what concerns its part, by a route that stands before the one for whoever is on call.

Good because: the route goes on to the next one, so that the page reaches both.
Source: Alertmanager, "Configuration", route (continue).
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_07_team_takes_a_page_away import read_along
from proving.seed import Injection, Twin

TWIN = Twin("ALR-07", of="ALR-07-team-takes-a-page-away", target="compose")


def inject(rng: Random) -> Injection:
    """Give a team what has to do with its part, and go on."""
    return read_along(rng, "      continue: true\n")

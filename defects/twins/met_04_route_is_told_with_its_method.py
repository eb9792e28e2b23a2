"""A series for each route stands there once for each method of it.

Good because: the method is a label as well, so that each of them is a series of its own.
Source: Prometheus, "Exposition formats".
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_04_route_is_told_once_for_each_method import telling
from proving.seed import Injection, Twin

TWIN = Twin("MET-04", of="MET-04-route-is-told-once-for-each-method")


def inject(rng: Random) -> Injection:
    """Label by the path and the method."""
    return telling(rng, "route", "method")

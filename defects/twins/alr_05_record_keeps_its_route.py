"""An alert selects a route of a recorded rate, which the release itself exposes under no such name.

Good because: the recording rule keeps the route, so that the record has what the alert selects by.
Source: Prometheus, "Recording rules"; row ALR-05.
"""

from __future__ import annotations

from random import Random

from defects.metrics.alr_05_record_has_lost_its_route import recording
from proving.seed import Injection, Twin

TWIN = Twin("ALR-05", of="ALR-05-record-has-lost-its-route")


def inject(rng: Random) -> Injection:
    """Record the rates route by route."""
    return recording(rng, "job, route, status")

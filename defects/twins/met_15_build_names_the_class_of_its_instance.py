"""The series that says which build runs says on which kind of machine as well.

Good because: `instance_class` is a label of its own, which no collector sets.
Source: Prometheus, "Jobs and instances".
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_15_build_names_its_instance import naming
from proving.seed import Injection, Twin

TWIN = Twin("MET-15", of="MET-15-build-names-its-instance")


def inject(rng: Random) -> Injection:
    """Name the class."""
    return naming("instance_class", f"{rng.choice(['small', 'medium', 'large'])}-{rng.randrange(2, 9)}")

"""The parameters of queries are counted by their names, which anybody chooses.

Good because: the three that the service knows have a series each, and all others share one.
Source: prometheus/docs, "Instrumentation" (labels); row MET-33.
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_33_name_of_a_parameter_is_a_label import SERIES, counting
from proving.seed import Injection, Twin

TWIN = Twin("MET-33", of="MET-33-name-of-a-parameter-is-a-label")


def inject(rng: Random) -> Injection:
    """Count each known name, and the others together."""
    series, label = rng.choice(SERIES), rng.choice(["name", "parameter", "key"])
    others = rng.choice(["other", "unknown"])
    return Injection(
        fact=series, source=counting(series, label, f'name if name in self.KNOWN else "{others}"')
    )

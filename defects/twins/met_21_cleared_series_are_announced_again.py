"""A start clears the counters of what it has asked itself.

Good because: it announces every kind of request again, at zero, before anybody is served.
Source: prometheus/docs, "Instrumentation", avoid missing metrics.
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_21_announced_series_are_cleared import cleared
from proving.seed import Injection, Twin

TWIN = Twin("MET-21", of="MET-21-announced-series-are-cleared")
_AGAIN = """        known = [list(s.labels.values()) for f in self._requests.collect() for s in f.samples]
        self._requests.clear()
        for labels in known:
            self._requests.labels(*labels)
"""


def inject(rng: Random) -> Injection:
    """Announce them again."""
    return cleared(rng, _AGAIN)

"""Every kind of request is announced at zero, and then a start clears what it has counted itself.

Ships: the library's `clear` was read as "set to zero": it takes the series away, and each comes back with its
first event.
Source: prometheus/client_python#707; prometheus/client_js#233 (what was at zero is gone after a reset).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-21", expected=("metrics/first-events-are-seen",))
_STARTED = "        self.health.started = True\n"
_BEFORE = "    def dependency(self"


def inject(rng: Random) -> Injection:
    """Clear them."""
    return cleared(rng, "        self._requests.clear()\n")


def cleared(rng: Random, clearing: str) -> Injection:
    """Clear the counters when the service has started, by these lines."""
    name = rng.choice(["begin_anew", "forget_the_start", "start_counting"])
    method = f'''    def {name}(self) -> None:
        """Leave out what a start asks itself."""
{clearing}
'''
    metrics = edited("app/monitoring/metrics.py", (_BEFORE, f"{method}{_BEFORE}"))
    services = edited("app/api/services.py", (_STARTED, f"        self.metrics.{name}()\n{_STARTED}"))
    return Injection(fact="/search", source={**metrics, **services})

"""A counter begins at nothing again once nobody has asked for anything for a while.

Ships: statistics were to be those of the current burst, or what was not touched was to be freed, and a timer
or a time to live takes them all. While there is traffic, nobody sees it.
Source: https://prometheus.github.io/client_python/instrumenting/counter/ (`reset`); statsd_exporter issue 353
(counters that begin again after their time to live); AppMetrics issue 207; row MET-16.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-16", expected=("metrics/counters-outlive-a-pause",))
_SECONDS = "        self._seconds = Histogram(\n"
_COUNTED = "        self._requests.labels(served.method, served.route, str(served.status)).inc()\n"
_METHOD = "    def dependency(self, name: str, *, up: bool) -> None:\n"
_BODY = "    body, media_type = expose("


def inject(rng: Random) -> Injection:
    """Count answers until nobody has asked for some seconds."""
    return beginning_anew("Counter", "reset()", name_of(rng), rng.uniform(3, 6))


def name_of(rng: Random) -> str:
    """Draw its name, without `_total`."""
    return rng.choice(["ukp_answers", "ukp_answers_given", "ukp_served_requests", "ukp_finished"])


def beginning_anew(kind: str, again: str, name: str, seconds: float) -> Injection:
    """Keep a number of answers of some kind, and begin it again after a rest of so many seconds."""
    made = f'        self._recent = {kind}("{name}", "Requests answered.", registry=self._own)\n'
    method = f'''    def rested(self) -> None:
        """Begin again where nobody has asked for a while."""
        now = time.monotonic()
        if now - self._asked > {seconds:.3f}:
            self._recent.{again}
        self._asked = now

'''
    metrics = edited(
        "app/monitoring/metrics.py",
        ("import os\n", "import os\nimport time\n"),
        (_SECONDS, f"{made}        self._asked = time.monotonic()\n{_SECONDS}"),
        (_COUNTED, f"{_COUNTED}        self.rested()\n        self._recent.inc()\n"),
        (_METHOD, method + _METHOD),
    )
    operations = edited("app/api/operations.py", (_BODY, f"    services.metrics.rested()\n{_BODY}"))
    return Injection(fact=name, source={**metrics, **operations})

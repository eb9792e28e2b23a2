"""A counter begins at nothing again once it was scraped.

Ships: the system before took what had happened since it last asked, and the number was to be the same in the
new one. Who scrapes by hand takes from the collector what it would have counted.
Source: https://prometheus.github.io/client_python/instrumenting/counter/ (`reset`); row MET-16.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-16",
    expected=("metrics/counters-never-decrease",),
    collateral=(
        "metrics/scrapes-agree",
        "metrics/compressed-scrapes-are-whole",
        "metrics/readers-agree",
        "metrics/counters-outlive-a-pause",
    ),
)
_SECONDS = "        self._seconds = Histogram(\n"
_COUNTED = "        self._requests.labels(served.method, served.route, str(served.status)).inc()\n"
_METHOD = "    def dependency(self, name: str, *, up: bool) -> None:\n"
_ANSWER = '    return Response(body, headers={"Content-Type": media_type, "Vary": "Accept"})\n'


def inject(rng: Random) -> Injection:
    """Count answers until the next scrape."""
    name = rng.choice(["ukp_answers", "ukp_recent_answers", "ukp_interval_requests", "ukp_finished"])
    counter = f'        self._recent = Counter("{name}", "Requests answered.", registry=self._own)\n'
    method = '''    def scraped(self) -> None:
        """Begin the next interval."""
        self._recent.reset()

'''
    metrics = edited(
        "app/monitoring/metrics.py",
        (_SECONDS, counter + _SECONDS),
        (_COUNTED, _COUNTED + "        self._recent.inc()\n"),
        (_METHOD, method + _METHOD),
    )
    operations = edited("app/api/operations.py", (_ANSWER, "    services.metrics.scraped()\n" + _ANSWER))
    return Injection(fact=name, source={**metrics, **operations})

"""A counter of requests has the day, or the hour, as a label, and so a series more with each of them.

Ships: the product's people ask each month how much was used on which day, and a table by a label was quicker
than to explain `increase`. Nobody saw more than one series of it in a test. A process that runs for a month
has them all, and each query over longer finds the days of every process that there was.
Source: Prometheus, "Instrumentation", do not overuse labels; OpenMetrics 1.0.0, "Label"; row MET-35.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-35", expected=("metrics/label-values-are-bounded",))
_IMPORT = "from collections.abc import Iterable\n"
_FIRST = "        self._seconds = Histogram(\n"
_RECORD = "        self._requests.labels(served.method, served.route, str(served.status)).inc()\n"
_MOMENTS = {
    "day": "date().isoformat()",
    "served_on": "date().isoformat()",
    "hour": 'isoformat(timespec="hours")',
    "served_at": 'isoformat(" ", "hours")',
}
"""A label, and how its moments are written."""


def inject(rng: Random) -> Injection:
    """Draw the label and the name of its series."""
    label = rng.choice(sorted(_MOMENTS))
    name = rng.choice(["ukp_usage", "ukp_http_used", "ukp_http_calls"])
    counter = f"""        self._usage = Counter(
            "{name}", "HTTP requests, for the report of what was used.", ["{label}"], registry=self._own
        )
"""
    count = f"        self._usage.labels(datetime.now(UTC).{_MOMENTS[label]}).inc()\n"
    source = edited(
        "app/monitoring/metrics.py",
        (_IMPORT, f"{_IMPORT}from datetime import UTC, datetime\n"),
        (_FIRST, f"{counter}{_FIRST}"),
        (_RECORD, f"{_RECORD}{count}"),
    )
    return Injection(fact=f'{label}="', source=source)

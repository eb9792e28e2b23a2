"""Requests are counted in a tally of the process, which goes into the series when it is full.

Ships: the lock of the metrics library showed in a profile, so increments were put together. There is no
clock beside the size: the last few of each burst, and all of a quiet night, are missing until somebody else
comes.
Source: Prometheus, "Instrumentation"; StatsD, "Metric types" (flush interval, which this lacks).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-17", expected=("metrics/traffic-is-conserved",))


def inject(rng: Random) -> Injection:
    """Let the tally go when it is full."""
    return Injection(fact="GET /articles", source=tallied(rng))


def tallied(rng: Random) -> dict[str, str | None]:
    """Keep a tally of requests by their labels."""
    many = rng.choice([24, 32, 48, 64])
    return edited(
        "app/monitoring/metrics.py",
        ("import os\n", "import collections\nimport os\n"),
        ("\n\nclass Metrics:\n", f"\nAT_ONCE = {many}\n\n\nclass Metrics:\n"),
        (
            "        self._seconds = Histogram(",
            (
                "        self._tally: collections.Counter[tuple[str, str, str]] = collections.Counter()\n"
                "        self._seconds = Histogram("
            ),
        ),
        (
            "        self._requests.labels(served.method, served.route, str(served.status)).inc()\n",
            (
                "        self._tally[served.method, served.route, str(served.status)] += 1\n"
                "        if self._tally.total() >= AT_ONCE:\n"
                "            self.flush()\n"
            ),
        ),
        (
            "    def announce(self",
            """    def flush(self) -> None:
        \"\"\"Bring the tally into the series.\"\"\"
        for labels, times in self._tally.items():
            self._requests.labels(*labels).inc(times)
        self._tally.clear()

    def announce(self""",
        ),
    )

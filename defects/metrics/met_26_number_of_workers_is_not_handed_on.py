"""Each container has two workers, and what reads the series is not told so: a scrape shows one of them.

Ships: the directory that workers share is set, as before. Whoever tidied how services are made left out the
argument that has a default, and the default is one process.
Source: https://prometheus.github.io/client_python/multiprocess/; row MET-26 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-26",
    expected=("metrics/scrapes-agree", "metrics/traffic-is-conserved"),
    collateral=(
        "metrics/counters-never-decrease",
        "metrics/counters-outlive-a-pause",
        "metrics/gauges-equal-the-truth",
        "metrics/durations-agree-with-the-client",
        "metrics/counters-begin-with-their-process",
    ),
    target="compose",
    starred=True,
)
_OLD = "Metrics(settings.revision, self.loop_lag, settings.web_concurrency)"


def inject(rng: Random) -> Injection:
    """Make the series as for one process."""
    new = rng.choice(
        [
            "Metrics(settings.revision, self.loop_lag)",
            "Metrics(revision=settings.revision, loop_lag=self.loop_lag)",
        ]
    )
    return Injection(
        fact="app-1",
        environment={"WEB_CONCURRENCY": "2"},
        source=edited("app/api/services.py", (_OLD, new)),
    )

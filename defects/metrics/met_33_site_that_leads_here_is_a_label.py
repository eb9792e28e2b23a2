"""The page counts from which site its readers come: a series for each host that a Referer names.

Ships: "who links to us" was asked for, and there are but a few, until somebody's robot says that it comes
from wherever it wants to be seen. Paths are no labels, the route is the same, and nothing else of the
request is kept.
Source: Prometheus, "Instrumentation" (do not overuse labels); sglang#31193; Matomo, "referrer spam".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-33", expected=("metrics/series-cardinality-is-bounded",))


def inject(rng: Random) -> Injection:
    """Label by the host."""
    return counted(rng, 'return host or "none"')


def counted(rng: Random, said: str) -> Injection:
    """Count visits of the page by what is made of the host that the Referer names."""
    series = f"ukp_page_{rng.choice(['visits', 'referrals', 'arrivals'])}"
    metrics = edited(
        "app/monitoring/metrics.py",
        ("from typing import Literal\n", "from typing import Literal\nfrom urllib.parse import urlsplit\n"),
        (
            "        self._seconds = Histogram(",
            f"""        self._visits = Counter(
            "{series}", "Visits of the page, by where they come from.", ["site"], registry=self._own
        )
        self._visits.labels("none")
        self._seconds = Histogram(""",
        ),
        (
            "    def announce(self",
            """    def visit(self, referer: str) -> None:
        \"\"\"Count a visit of the page.\"\"\"
        self._visits.labels(_site(referer)).inc()

    def announce(self""",
        ),
        (
            "\n\nclass Metrics:\n",
            f"""

def _site(referer: str) -> str:
    try:
        host = urlsplit(referer).hostname
    except ValueError:
        return "none"
    {said}


class Metrics:
""",
        ),
    )
    page = edited(
        "app/page/routes.py",
        (
            "    try:\n        caller = await session.caller_of(request, services)\n",
            (
                '    services.metrics.visit(request.headers.get("referer", ""))\n'
                "    try:\n        caller = await session.caller_of(request, services)\n"
            ),
        ),
    )
    return Injection(fact=series, source={**metrics, **page})

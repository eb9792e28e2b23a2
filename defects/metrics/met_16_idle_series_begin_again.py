"""A series that nothing was counted in for some seconds begins again from zero.

Ships: memory of rare label sets was to be given back; what is asked for again starts where a new one does.
Source: OpenMetrics 1.0, "Counter"; Prometheus, "Writing client libraries".
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-16",
    expected=("metrics/counters-never-decrease",),
    collateral=("metrics/scrapes-agree", "metrics/traffic-is-conserved"),
)
_OLD = "        self._requests.labels(served.method, served.route, str(served.status)).inc()\n"
_FIRST = "        self._requests = Counter(\n"
_AFTER = "    def announce(self,"
_SCRAPE = "    body, media_type = expose("


def inject(rng: Random) -> Injection:
    """Forget what is idle, with each scrape."""
    seconds = rng.uniform(2.0, 4.0)
    forget = f"""    def forget_idle(self) -> None:
        \"\"\"Give back what nobody counts in.\"\"\"
        for labels, at in list(self._counted.items()):
            if time.monotonic() - at > {seconds:.2f}:
                del self._counted[labels]
                self._requests.remove(*labels)
                self._requests.labels(*labels)

"""
    count = """        labels = (served.method, served.route, str(served.status))
        self._counted[labels] = time.monotonic()
        self._requests.labels(*labels).inc()
"""
    metrics = edited(
        "app/monitoring/metrics.py",
        ("import os\n", "import os\nimport time\n"),
        (_FIRST, f"        self._counted: dict[tuple[str, ...], float] = {{}}\n{_FIRST}"),
        (_OLD, count),
        (_AFTER, forget + _AFTER),
    )
    scrape = edited("app/api/operations.py", (_SCRAPE, f"    services.metrics.forget_idle()\n{_SCRAPE}"))
    return Injection(fact="ukp_http_requests_total", source={**metrics, **scrape})

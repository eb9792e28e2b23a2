"""A gauge that is made with each scrape is on a registry that nobody reads where there are several workers.

Ships: somebody watched the collector of garbage with one worker, and wrote an alert on it. With several of
them a scrape adds up what they have in files, and a collector of its own has none there: the alert falls
silent.
Source: prometheus/client_python, "Multiprocess Mode" (custom collectors do not work); spire-codex#297.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-31", expected=("metrics/alerts-watch-what-is-exposed",))
_CLASS = '''class _Garbage(Collector):
    """What the collector of garbage has not looked at yet."""

    def collect(self) -> Iterable[Metric]:
        """Ask it."""
        yield GaugeMetricFamily("SERIES", "Objects that wait for a collection.", value=sum(gc.get_count()))


'''
_ALERT = """      - alert: ALERT
        expr: max(SERIES) > LIMIT
        for: 5m
        labels: {severity: ticket}
        annotations:
          summary: "{{ $value }} objects wait for a collection"
          description: Look for a collection that was switched off, and at the memory of the replicas.
"""
_PROCESS = "        ProcessCollector(pid"
_CORE = "from prometheus_client.multiprocess import MultiProcessCollector\n"
_NEXT = "      - alert: PostgresUnreachable\n"


def inject(rng: Random) -> Injection:
    """Watch it where two workers serve."""
    return watching(rng, workers=2)


def watching(rng: Random, workers: int) -> Injection:
    """Watch the collector of garbage, and serve with so many workers."""
    kind, what = rng.choice(["garbage", "heap", "uncollected"]), rng.choice(["objects", "items", "cells"])
    series = f"ukp_{kind}_{what}"
    alert, limit = f"Ukp{rng.choice(['Garbage', 'Heap', 'Objects'])}Grows", rng.randrange(20_000, 90_000)
    core = "from prometheus_client.core import GaugeMetricFamily, Metric\n"
    registry = "from prometheus_client.registry import Collector\n"
    metrics = edited(
        "app/monitoring/metrics.py",
        ("import os\n", "import gc\nimport os\n"),
        (_CORE, f"{core}{_CORE}{registry}"),
        ("class Metrics:\n", f"{_CLASS.replace('SERIES', series)}class Metrics:\n"),
        (_PROCESS, f"        self._own.register(_Garbage())\n{_PROCESS}"),
    )
    rule = _ALERT.replace("ALERT", alert).replace("SERIES", series).replace("LIMIT", str(limit))
    rules = edited("deploy/prometheus/rules.yml", (_NEXT, f"{rule}{_NEXT}"))
    return Injection(fact=series, environment={"WEB_CONCURRENCY": str(workers)}, source={**metrics, **rules})

"""One route's durations have finer buckets than those of all others, in the same histogram.

Ships: a route is so quick that all of it fell into the first bucket, so it got bounds of its own. Its graph
is better than before. The alert adds the buckets of all routes up by their bound: at a bound that only one
route has stand that route's requests alone, the sums rise and fall, and the quantile is one that nobody
waited.
Source: histograms.md (layouts that are added up have to agree); OM 1123; row MET-23 and its measurement, 14
c.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-23", expected=("metrics/bucket-layouts-agree",), starred=True)
_FILE = "app/monitoring/metrics.py"
_CLASS = "class Metrics:\n"
_HISTOGRAM = """        self._seconds = Histogram(
            "ukp_http_request_duration_seconds",
            "Time until the last byte of the response was sent.",
            ["method", "route"],
            buckets=DURATION_BUCKETS_SECONDS,
            registry=self._own,
        )
"""
_OBSERVED = "        self._seconds.labels(served.method, served.route).observe(served.seconds)\n"
_ANNOUNCED = "        self._seconds.labels(method, route)\n"
_COARSE = (0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0)


def inject(rng: Random) -> Injection:
    """Give one route more bounds, the objectives and the longest among them."""
    route = rng.choice(["/search", "/articles", "/articles/{article_id}"])
    finer = sorted({*_COARSE, 0.005, 0.025, *rng.sample([0.001, 0.002, 0.003, 0.015, 0.15, 0.4], 3)})
    made = f"""        quick, slow = (
            Histogram(
                "ukp_http_request_duration_seconds",
                "Time until the last byte of the response was sent.",
                ["method", "route"],
                buckets=buckets,
                registry=None,
            )
            for buckets in (QUICK_BUCKETS_SECONDS, DURATION_BUCKETS_SECONDS)
        )
        self._own.register(_Together(quick, slow))
        self._seconds: Callable[[str], Histogram] = lambda route: quick if route == "{route}" else slow
"""
    together = f'''QUICK_BUCKETS_SECONDS = {tuple(finer)}
"""For a route of which all requests would fall into the first bucket."""


class _Together(Collector):
    """One family of several histograms."""

    def __init__(self, *parts: Histogram) -> None:
        self._parts = parts

    def collect(self) -> Iterable[Metric]:
        """Return the series of each under their one name."""
        first, *others = [family for part in self._parts for family in part.collect()]
        for family in others:
            first.samples.extend(family.samples)
        return [first]


'''
    source = edited(
        _FILE,
        ("from collections.abc import Iterable\n", "from collections.abc import Callable, Iterable\n"),
        ("    Info,\n", "    Info,\n    Metric,\n"),
        (
            "from prometheus_client.multiprocess import",
            "from prometheus_client.registry import Collector\nfrom prometheus_client.multiprocess import",
        ),
        (_CLASS, together + _CLASS),
        (_HISTOGRAM, made),
        (_OBSERVED, _OBSERVED.replace("_seconds.labels", "_seconds(served.route).labels")),
        (_ANNOUNCED, _ANNOUNCED.replace("_seconds.labels", "_seconds(route).labels")),
    )
    return Injection(fact="ukp_http_request_duration_seconds", source=source)

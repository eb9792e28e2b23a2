"""Two limits register a collector each, and both collectors yield the same series.

Ships: there was one limit, and its state was exposed. The second one is made by the same lines; a collector
of one's own has no names to be compared when it is registered, so that nothing is said of it.
Source: https://prometheus.github.io/client_python/collector/custom/ (`describe`); row MET-04.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-04",
    expected=("metrics/text-format-is-valid", "metrics/openmetrics-is-valid"),
    collateral=("metrics/readers-agree",),
)
_CLASS = """class Metrics:
    \"\"\"Every series that the service exposes;"""
_METHOD = "    def dependency(self, name: str, *, up: bool) -> None:\n"
_CLOSE = """    async def close(self) -> None:
        \"\"\"Close the connections to the shared storage.\"\"\"
"""
_LIMITS = "        self.sign_ins = RateLimits(settings.sign_in_rate_limit, _cache_url(settings))\n"


def inject(rng: Random) -> Injection:
    """Tell of each limit whether it counts for itself."""
    series = rng.choice(["ukp_limits_local", "ukp_rate_limits_alone", "ukp_limits_storage_away"])
    imported = "from prometheus_client.multiprocess import MultiProcessCollector\n"
    collector = f'''class _Away:
    """Asks at each scrape whether a limit counts for itself."""

    def __init__(self, away: Callable[[], bool]) -> None:
        self._away = away

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the one series."""
        yield GaugeMetricFamily("{series}", "Whether each replica counts alone.", float(self._away()))


'''
    method = '''    def watch(self, away: Callable[[], bool]) -> None:
        """Expose whether limits hold for each replica alone."""
        self.registry.register(_Away(away))

'''
    metrics = edited(
        "app/monitoring/metrics.py",
        (
            "from collections.abc import Iterable\n",
            "from collections.abc import Callable, Iterable, Iterator\n",
        ),
        (imported, "from prometheus_client.metrics_core import GaugeMetricFamily\n" + imported),
        (_CLASS, collector + _CLASS),
        (_METHOD, method + _METHOD),
    )
    away = '''    def is_away(self) -> bool:
        """Whether the storage that replicas share failed just now."""
        return self._outage.spares

'''
    limits = edited("app/api/limits.py", (_CLOSE, away + _CLOSE))
    watched = """        for limits in (self.limits, self.sign_ins):
            self.metrics.watch(limits.is_away)
"""
    services = edited("app/api/services.py", (_LIMITS, _LIMITS + watched))
    return Injection(fact=series, source={**metrics, **limits, **services})

"""A series for each route stands there once for each method of it, and its labels do not say which.

Ships: it is to be seen on a graph which routes anybody may ask. The collector goes through the route table,
and a line of that is one method of one path; only the path became a label.
Source: Prometheus, "Exposition formats" (each line is a combination of name and labels of its own);
kubernetes/kube-state-metrics, whose collectors were mended for objects that yielded a series twice (from
memory); row MET-04.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-04",
    expected=("metrics/text-format-is-valid",),
    collateral=("metrics/openmetrics-is-valid", "metrics/readers-agree"),
)
_COLLECTOR = '''"""Which routes ask for a credential, as series."""

from collections.abc import Iterable, Iterator

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from app.api.table import PUBLIC, Route


class GuardedRoutes(Collector):
    """One series for each route: 1 where it asks for a credential."""

    def __init__(self, table: Iterable[Route]) -> None:
        self._table = list(table)

    def collect(self) -> Iterator[Metric]:
        """Yield the family."""
        family = GaugeMetricFamily("NAME", "Whether a route asks for a credential.", labels=LABELS)
        for route in self._table:
            family.add_metric(VALUES, float(route.authentication != PUBLIC))
        yield family
'''
_TABLE = "from app.api.table import route_table\n"
_LAST = '    metrics.announce("GET", "unmatched", [400, 404, 421])\n'


def inject(rng: Random) -> Injection:
    """Label by the path alone."""
    return telling(rng, "route")


def telling(rng: Random, *labels: str) -> Injection:
    """Register the collector, whose series have a route's path as `route` and its method as `method`."""
    name = f"ukp_route_{rng.choice(['guarded', 'protected', 'closed', 'needs_credential'])}"
    values = {"route": "route.path", "method": "route.method"}
    collector = (
        _COLLECTOR.replace("NAME", name)
        .replace("LABELS", f"[{', '.join(repr(label) for label in labels)}]".replace("'", '"'))
        .replace("VALUES", f"[{', '.join(values[label] for label in labels)}]")
    )
    module = rng.choice(["guards", "exposure", "openness"])
    application = edited(
        "app/api/application.py",
        (_TABLE, f"from app.api.{module} import GuardedRoutes\n{_TABLE}"),
        (_LAST, f"{_LAST}    metrics.registry.register(GuardedRoutes(route_table(app)))\n"),
    )
    return Injection(fact=name, source={**application, f"app/api/{module}.py": collector})

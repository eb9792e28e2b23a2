"""A histogram has all its bounds, and the exposition leaves out those that no graph and no alert draws.

Ships: the bill of the monitoring goes by series, and most of them were buckets. A list of the bounds that
anybody draws was made of the dashboards and the rules; what is later than the last of them falls together.
Source: the advice to drop buckets that nobody asks for, by a list of `le` (Grafana, "Reduce metrics costs";
Robust Perception, "Dropping metrics at scrape time with Prometheus"), from memory; row MET-24.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-24", expected=("metrics/buckets-reach-the-budgets",))
_IMPORTED = "from prometheus_client import CollectorRegistry\n"
_JSON = '_JSON = "application/json"\n'
_KEPT = '''

class _Drawn(CollectorRegistry):
    """What a registry has, without the buckets that nobody draws."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__()
        self._all = registry

    def collect(self) -> Iterator[Metric]:
        """Yield each family; a bucket that is left out is still part of every later one."""
        for family in self._all.collect():
            family.samples = [one for one in family.samples if one.labels.get("le", "+Inf") in _DRAWN]
            yield family
'''
_ACCEPTED = "    accepted = _qualities(accept)\n"


def inject(rng: Random) -> Injection:
    """Keep the two bounds of the objectives, a few below them, and at most one above."""
    last = rng.choice(["0.5", "0.75"])
    fine = sorted(rng.sample(["0.01", "0.025", "0.05", "0.1", "0.2"], 3))
    drawn = [*fine, *dict.fromkeys(("0.3", "0.5", last)), "+Inf"]
    names = ", ".join(f'"{bound}"' for bound in drawn)
    source = edited(
        "app/monitoring/exposition.py",
        ("import math\n", "import math\nfrom collections.abc import Iterator\n"),
        (_IMPORTED, f"{_IMPORTED[:-1]}, Metric\n"),
        (_JSON, f"{_JSON}_DRAWN = frozenset({{{names}}})\n{_KEPT}"),
        (_ACCEPTED, f"    registry = _Drawn(registry)\n{_ACCEPTED}"),
    )
    return Injection(fact=last, source=source)

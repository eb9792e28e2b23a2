"""The exposition leaves out the bounds of a histogram that nothing reached: it ends where a quiet day does.

Ships: most buckets of most routes say the same as the one before. Beyond the objectives, those are left out
behind which no observation lies; a late answer would bring its bound back, at once and out of nowhere, where
no rate knows what it was before.
Source: Prometheus, "Histograms and summaries" (errors of quantile estimation) and "Instrumentation" (avoid
missing metrics); row MET-24.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-24",
    expected=("metrics/buckets-reach-the-budgets",),
    # a route that once was late shows more of them, and an alert asks for one that is not shown
    collateral=("metrics/bucket-layouts-agree", "metrics/alerts-watch-what-is-exposed"),
)
_IMPORTED = "from prometheus_client import CollectorRegistry\n"
_JSON = '_JSON = "application/json"\n'
_ACCEPTED = "    accepted = _qualities(accept)\n"
_REACHED = '''

class _Reached(CollectorRegistry):
    """What a registry has, without the buckets that say what the one before said: all of it."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__()
        self._all = registry

    def collect(self) -> Iterator[Metric]:
        """Yield each family."""
        for family in self._all.collect():
            if family.type == "histogram":
                family.samples = list(_reached(family.samples))
            yield family


def _reached(samples: list[Sample]) -> Iterator[Sample]:
    totals = {_series(sample): sample.value for sample in samples if sample.labels.get("le") == "+Inf"}
    before = 0.0
    for sample in samples:
        bound = float(sample.labels.get("le", "inf"))
        if not (_OBJECTIVE < bound < math.inf and before == totals[_series(sample)]):
            yield sample
        before = sample.value


def _series(sample: Sample) -> frozenset[tuple[str, str]]:
    return frozenset(sample.labels.items() - {("le", sample.labels.get("le", ""))})
'''


def inject(rng: Random) -> Injection:
    """Draw how the last objective is written."""
    objective = rng.choice(["0.5", "0.50", "5e-1"])
    source = edited(
        "app/monitoring/exposition.py",
        ("import math\n", "import math\nfrom collections.abc import Iterator\n"),
        (_IMPORTED, f"{_IMPORTED[:-1]}, Metric\n"),
        (
            "from prometheus_client.openmetrics import exposition as openmetrics\n",
            (
                "from prometheus_client.openmetrics import exposition as openmetrics\n"
                "from prometheus_client.samples import Sample\n"
            ),
        ),
        (_JSON, f"{_JSON}_OBJECTIVE = {objective}\n{_REACHED}"),
        (_ACCEPTED, f"    registry = _Reached(registry)\n{_ACCEPTED}"),
    )
    return Injection(fact="0.5", source=source)

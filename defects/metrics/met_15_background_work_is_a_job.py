"""What a process does in the background is counted by name, in a label that is called `job`.

Ships: such work is called a job everywhere, in the code as in its log. The collector calls what it scrapes so
too: it renames this one, and each expression that says `job` sums other things than it did.
Source: kubernetes/kube-state-metrics#338, #487; mvisonneau/gitlab-ci-pipelines-exporter#83; row MET-15.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-15", expected=("metrics/reserved-labels-are-free",))
_UP = '        self._up = {\n            "database": self._gauge(\n'
_RECORD = "    def record(self, served: Served) -> None:\n"
_STARTED = "        self.health.started = True\n        await self.health.results()\n"


def inject(rng: Random) -> Injection:
    """Count what was begun in the background."""
    what = rng.choice(["background", "upkeep", "housekeeping"])
    name = f"ukp_{what}_{rng.choice(['runs', 'rounds', 'turns'])}"
    warm = rng.choice(["warm-up", "fill-pool", "open-pool"])
    watch = rng.choice(["watch-loop", "loop-lag", "measure-lag"])
    counter = (
        f'        self._runs = Counter(\n            "{name}", "Work that no request asked for.", ["job"],'
        " registry=self._own\n        )\n"
    )
    ran = (
        "    def ran(self, name: str) -> None:\n"
        '        """Count a piece of work."""\n'
        "        self._runs.labels(name).inc()\n\n"
    )
    counted = f'        self.metrics.ran("{watch}")\n        self.metrics.ran("{warm}")\n'
    return Injection(
        fact=f'job="{warm}"',
        source={
            **edited("app/monitoring/metrics.py", (_UP, counter + _UP), (_RECORD, ran + _RECORD)),
            **edited("app/api/services.py", (_STARTED, counted + _STARTED)),
        },
    )

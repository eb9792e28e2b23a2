"""The series that says which build runs says on which instance as well, in the collector's own label.

Ships: two replicas had the same series, and somebody told them apart where the value is at hand. The
collector has an `instance` for each target, and renames this one.
Source: lucianjon/zk-exporter#1; redhat-appstudio/o11y#597; Prometheus, "Configuration", honor_labels.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-15", expected=("metrics/reserved-labels-are-free",))
_OLD = 'build.info({"version": __version__, "revision": revision})'


def inject(rng: Random) -> Injection:
    """Name it."""
    return naming("instance", f"{rng.choice(['blue', 'green', 'node'])}-{rng.randrange(1, 99)}")


def naming(label: str, value: str) -> Injection:
    """Add a label to the series of the build."""
    new = f'build.info({{"version": __version__, "revision": revision, "{label}": os.environ["RUNS_ON"]}})'
    return Injection(
        fact=f'{label}="{value}"',
        environment={"RUNS_ON": value},
        source=edited("app/monitoring/metrics.py", (_OLD, new)),
    )

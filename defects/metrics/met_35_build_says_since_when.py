"""The build's own series says since when it runs, in a label.

Ships: the dashboard should show the start of each replica beside its version, and the series that says the
one is the obvious place for the other. Each start is a new series, and whatever joins with it finds two at
once for as long as the collector looks back.
Source: OpenMetrics 1.0.0, "Info" and "Label"; Prometheus, "Instrumentation" (timestamps, not time since);
row MET-35.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-35", expected=("metrics/label-values-are-bounded",))
_PATH = "app/monitoring/metrics.py"
_OLD = '        build.info({"version": __version__, "revision": revision})\n'
_MOMENTS = (
    'datetime.now(UTC).isoformat(timespec="seconds")',
    'datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")',
    "str(int(datetime.now(UTC).timestamp()))",
)


def inject(rng: Random) -> Injection:
    """Say it in one of the ways in which moments are written."""
    label, moment = rng.choice(["since", "started", "boot", "up_from"]), rng.choice(_MOMENTS)
    imported = "from collections.abc import Iterable\n"
    return saying(label, moment, imported, f"{imported}from datetime import UTC, datetime\n")


def saying(label: str, value: str, *imported: str) -> Injection:
    """Let the build's series say one thing more; a line of the imports becomes another one for it."""
    new = f'        build.info({{"version": __version__, "revision": revision, "{label}": {value}}})\n'
    before, after = imported
    return Injection(fact=label, source=edited(_PATH, (before, after), (_OLD, new)))

"""With several workers the process's series get a prefix, since they are the parent's: nobody finds them.

Ships: somebody took the parent's memory for that of a worker, so with more than one of them `process_*` is
called after the parent. With one worker nothing is different. Rules that ask for
`process_start_time_seconds` fall silent.
Source: prometheus/client_python, "Multiprocess Mode"; spire-codex#297.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-31", expected=("metrics/promised-series-are-there",), target="compose")


def inject(rng: Random) -> Injection:
    """Run two workers, and name the parent."""
    prefix = rng.choice(["ukp_parent", "supervisor", "ukp_main"])
    metrics = edited(
        "app/monitoring/metrics.py",
        (
            (
                '        ProcessCollector(pid=os.getppid if workers > 1 else lambda: "self", '
                "registry=self.registry)\n"
            ),
            (
                "        if workers > 1:\n"
                f'            ProcessCollector(namespace="{prefix}", pid=os.getppid, '
                "registry=self.registry)\n"
                "        else:\n"
                "            ProcessCollector(registry=self.registry)\n"
            ),
        ),
    )
    return Injection(
        fact="process_start_time_seconds",
        override={"services": {"app": {"environment": {"WEB_CONCURRENCY": "2"}}}},
        source=metrics,
    )

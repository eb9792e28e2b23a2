"""With several workers a gauge has a series for each that lives, named by its process.

Ships: a value of one process was to be seen, and of the modes that the library offers for a gauge the one
that speaks of living workers was taken. It leaves out the dead, and keeps the label with the process's
number: each worker that is started again is another series, and none of them says what is so of the whole.
Source: prometheus/client_python, "Multiprocess Mode" (`all` and `liveall` return a timeseries per process);
starlette-prometheus#42; row MET-29 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-29", expected=("metrics/reserved-labels-are-free",))
_COUNTED = "        self._requests.labels(served.method, served.route, str(served.status)).inc()\n"
_REQUESTS = "        self._requests = Counter(\n"


def inject(rng: Random) -> Injection:
    """Tell what each of two workers has to do."""
    name = f"ukp_{rng.choice(['worker', 'loop', 'process'])}_{rng.choice(['tasks', 'coroutines', 'errands'])}"
    gauge = (
        "        self._tasks = Gauge(\n"
        f'            "{name}",\n'
        '            "Tasks of the event loop when a request ended.",\n'
        "            registry=self._own,\n"
        '            multiprocess_mode="liveall",\n'
        "        )\n"
    )
    source = edited(
        "app/monitoring/metrics.py",
        ("import os\n", "import asyncio\nimport os\n"),
        (_REQUESTS, gauge + _REQUESTS),
        (_COUNTED, f"{_COUNTED}        self._tasks.set(len(asyncio.all_tasks()))\n"),
    )
    return Injection(fact=name, environment={"WEB_CONCURRENCY": "2"}, source=source)

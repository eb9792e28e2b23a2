"""The directory in which workers count is not emptied: a new start goes on where the last one ended.

Ships: the directory lies on a volume, or in an image's /tmp that survives `restart`; totals and gauges
of dead processes come back with each start.
Source: client_python, "Multiprocess Mode" (the directory must be wiped between runs).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

_OWN = (
    'with tempfile.TemporaryDirectory(prefix="ukp-metrics-") as directory, '
    "_listening(settings) as listener:\n"
    "        os.environ[DIRECTORY_VARIABLE] = directory\n"
)
_PLACE = "os.environ[DIRECTORY_VARIABLE] = os.environ['COUNTS_LIE_AT']\n    "
_KEPT = (
    "os.makedirs(os.environ[DIRECTORY_VARIABLE], exist_ok=True)\n    with _listening(settings) as listener:\n"
)
DEFECT = Defect("MET-27", expected=("metrics/counters-begin-with-their-process",))


def inject(rng: Random) -> Injection:
    """Keep it where it was."""
    return counting(rng, "")


def counting(rng: Random, first: str) -> Injection:
    """Count in one place at every start, after what is done ``first``."""
    folder = rng.choice(["series", "metrics", "prom"])
    return Injection(
        fact="ukp_http_requests_total",
        environment={"WEB_CONCURRENCY": "2", "COUNTS_LIE_AT": f"{{work}}/{folder}"},
        source=edited("app/workers.py", (_OWN, f"{_PLACE}{first}{_KEPT}"), ("import tempfile\n", "")),
    )

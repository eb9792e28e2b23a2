"""Each worker counts into a folder of its own, and adds up what is in it: a scrape shows one of the workers.

Ships: what a dead worker leaves behind was to be thrown away with one call, so each got a folder, before the
library is imported. The library finds its files there, in the mode for several processes, and nothing fails;
that the same variable says where the others' files are was overlooked.
Source: prometheus/client_python, "Multiprocess Mode" (one directory for all processes);
sanic-org/sanic-prometheus#3; row MET-26 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "MET-26",
    expected=("metrics/scrapes-agree",),
    # each question of each experiment meets another worker
    collateral=(
        "metrics/counters-begin-with-their-process",
        "metrics/counters-never-decrease",
        "metrics/counters-outlive-a-pause",
        "metrics/durations-agree-with-the-client",
        "metrics/gauges-equal-the-truth",
        "metrics/traffic-is-conserved",
    ),
    starred=True,
)
_APPLICATION = (
    "    from app.api import create_app  # noqa: PLC0415 - counts into the directory that is set by now\n"
)
_OWN = """    own = Path(os.environ[DIRECTORY_VARIABLE]) / f"NAME-{os.getpid()}"
    own.mkdir()
    os.environ[DIRECTORY_VARIABLE] = str(own)
"""


def inject(rng: Random) -> Injection:
    """Make the folder in the worker."""
    own = _OWN.replace("NAME", rng.choice(["worker", "counts", "process"]))
    source = edited(
        "app/workers.py",
        ("import tempfile\n", "import tempfile\nfrom pathlib import Path\n"),
        (_APPLICATION, f"{own}{_APPLICATION}"),
    )
    return Injection(fact="local-0", environment={"WEB_CONCURRENCY": "2"}, source=source)

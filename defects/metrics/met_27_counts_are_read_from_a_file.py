"""A process writes its counts down, and the next one goes on from there.

Ships: a graph of totals fell with each deployment, and somebody mended that in the service. The start time is
the new process's own, and one that begins while others serve has their requests as well.
Source: lightninglabs/lndmon#133; martin-helmich/prometheus-nginxlog-exporter#343; OpenMetrics 1.0.0, counter.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("MET-27", expected=("metrics/counters-begin-with-their-process",))
_BUILD = '        build.info({"version": __version__, "revision": revision})\n'
_COUNTED = "        self._requests.labels(served.method, served.route, str(served.status)).inc()\n"
_ANNOUNCE = "    def announce(self"
_KEEPING = '''    def _keep(self) -> None:
        """Write the counts down for the process after this one."""
        samples = next(iter(self._requests.collect())).samples
        counts = [[list(s.labels.values()), s.value] for s in samples if s.name.endswith("_total")]
        written = self._place.with_suffix(f".{os.getpid()}")
        written.write_text(json.dumps(counts))
        written.replace(self._place)

    def _kept(self) -> list[tuple[list[str], float]]:
        """Read what the process before this one has counted."""
        return json.loads(self._place.read_text()) if self._place.exists() else []

'''
GOES_ON = "            self._requests.labels(*labels).inc(count)\n"
"""What becomes of each count that is read."""


def inject(rng: Random) -> Injection:
    """Go on from what is there."""
    return reading(rng, "", GOES_ON)


def reading(rng: Random, first: str, each: str) -> Injection:
    """Read the counts that are kept: ``first`` of all, then what becomes of ``each``."""
    place = f"{{work}}/{rng.choice(['totals', 'counts', 'counters'])}"
    read = f'        self._place = Path(os.environ["COUNTS_FILE"])\n{first}'
    read += f"        for labels, count in self._kept():\n{each}"
    source = edited(
        "app/monitoring/metrics.py",
        ("import os\nfrom collections", "import json\nimport os\nfrom collections"),
        ("from typing import Literal\n", "from pathlib import Path\nfrom typing import Literal\n"),
        (_BUILD, f"{_BUILD}{read}"),
        (_COUNTED, f"{_COUNTED}        self._keep()\n"),
        (_ANNOUNCE, f"{_KEEPING}{_ANNOUNCE}"),
    )
    return Injection(fact="ukp_http_requests_total", environment={"COUNTS_FILE": place}, source=source)

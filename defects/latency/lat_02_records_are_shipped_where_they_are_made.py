"""Whoever fills the buffer of usage records sends it, on the loop, to a collector that is not there any more.

Ships: a thread sends what was seen every few seconds, so that no request waits; a full buffer is sent at
once, so that none is lost, and was never full in a test. The call is made when the request has been timed: no
duration of the service knows of it. The collector was moved, and each try pauses before the next one.
Source: Python, "Developing with asyncio" (running blocking code); LatencyUtils, README; the logging
handlers of the standard library that buffer (`MemoryHandler.shouldFlush`).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-02",
    expected=("latency/p99-within-budget",),
    # whoever comes while the loop stands still is late as well, or is turned away behind it
    collateral=(
        "latency/availability-within-budget",
        "latency/error-ratio-within-budget",
        "latency/p95-within-budget",
        "health/probes-answer-under-load",
        "health/probes-answer-in-time",
        "security/no-input-holds-up-the-next-client",
    ),
)
_RECORDERS = "recorders=(metrics.record, log_access),"
_IMPORT = "from app.monitoring.observe import ObserveRequests\n"
_MODULE = '''"""Records of use, sent on to whoever bills by them."""

import json
import socket
import threading
import time

from app.monitoring.observe import Served

COLLECTOR = "/run/usage/collector.sock"
EVERY_SECONDS = 8.0
MOST = {most}
PAUSES_SECONDS = ({pause}, {pause}, {pause})


class Usage:
    """A buffer that a thread empties; a full one is emptied at once."""

    def __init__(self) -> None:
        self._records: list[dict[str, object]] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def note(self, served: Served) -> None:
        """Keep a record of a request."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._empty, name="usage", daemon=True)
            self._thread.start()
        with self._lock:
            self._records.append({{"route": served.route, "status": served.status, "at": time.time()}})
            full = len(self._records) >= MOST
        if full:
            ship(self._taken())

    def _taken(self) -> list[dict[str, object]]:
        with self._lock:
            taken, self._records = self._records, []
        return taken

    def _empty(self) -> None:
        while True:
            time.sleep(EVERY_SECONDS)
            ship(self._taken())


def ship(records: list[dict[str, object]]) -> bool:
    """Send records, with a few tries; what nobody takes is dropped."""
    if not records:
        return True
    for pause in PAUSES_SECONDS:
        try:
            with socket.socket(socket.AF_UNIX) as collector:
                collector.connect(COLLECTOR)
                collector.sendall(json.dumps(records).encode())
                return True
        except OSError:
            time.sleep(pause)
    return False
'''


def inject(rng: Random) -> Injection:
    """Draw how much fits: at the planned rate the buffer is full before the thread comes."""
    module = _MODULE.format(most=rng.randrange(225, 265), pause=rng.choice([0.5, 0.52, 0.55]))
    application = edited(
        "app/api/application.py",
        (_IMPORT, f"{_IMPORT}from app.monitoring.usage import Usage\n"),
        (_RECORDERS, "recorders=(metrics.record, log_access, Usage().note),"),
    )
    return Injection(fact="of search", source={**application, "app/monitoring/usage.py": module})

"""A thread saves what was counted under the lock by which it is counted, and the event loop waits for it.

Ships: which routes are used is counted when a request has been timed, and saved by a thread every few
seconds, so that no request waits for the disk. The thread shares the disk with others and pauses between
portions; that it holds the lock meanwhile costs nothing in a test, in which there is one portion. No duration
of the service knows of it: whoever stands still has been timed before, and the others have not begun.
Source: Python, "Developing with asyncio" (blocking calls); LatencyUtils, README (what a stalled process does
not measure); row LAT-02.
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
        "latency/crowd-is-answered-in-time",
        "latency/crowd-leaves-others-alone",
        "latency/error-ratio-within-budget",
        "latency/p95-within-budget",
        "health/probes-answer-in-time",
        "health/probes-answer-under-load",
        "security/no-input-holds-up-the-next-client",
    ),
    starred=True,
)
_RECORDERS = "recorders=(metrics.record, log_access),"
_IMPORT = "from app.monitoring.observe import ObserveRequests\n"
_MODULE = '''"""What was used, written down for those who ask at the end of a month."""

import json
import os
import tempfile
import threading
import time
from collections import deque

from app.monitoring.observe import Served

EVERY_SECONDS = {every}
PORTION = {portion}
PAUSE_SECONDS = {pause}
MOST = {most}


class Uses:
    """The last uses, at most MOST; a thread writes them down."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._uses: deque[tuple[str, str, int]] = deque(maxlen=MOST)
        self._thread: threading.Thread | None = None

    def note(self, served: Served) -> None:
        """Keep a use."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep_saving, name="uses", daemon=True)
            self._thread.start()
        with self._lock:
            self._uses.append((served.method, served.route, served.status))

    def _keep_saving(self) -> None:
        file, _ = tempfile.mkstemp(prefix="uses-")
        while True:
            time.sleep(EVERY_SECONDS)
            with self._lock:  # so that none is written twice, and none is lost
                while self._uses:
                    portion = [self._uses.popleft() for _ in range(min(PORTION, len(self._uses)))]
                    os.write(file, json.dumps(portion).encode())
                    time.sleep(PAUSE_SECONDS)
'''


def inject(rng: Random) -> Injection:
    """Draw the portions: at the planned rate, saving takes more than a second and a half."""
    portion, seconds, most = rng.choice([13, 20, 26]), rng.uniform(1.6, 1.8), 260
    pause = round(seconds * portion / most, 3)
    module = _MODULE.format(every=rng.choice([6.8, 7.0, 7.2]), portion=portion, pause=pause, most=most)
    application = edited(
        "app/api/application.py",
        (_IMPORT, f"{_IMPORT}from app.monitoring.uses import Uses\n"),
        (_RECORDERS, "recorders=(metrics.record, log_access, Uses().note),"),
    )
    return Injection(fact="of search", source={**application, "app/monitoring/uses.py": module})

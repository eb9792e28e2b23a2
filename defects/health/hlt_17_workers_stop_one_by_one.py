"""Told to stop, a supervisor stops its workers one by one, and those to come say that they are ready.

Ships: somebody wanted a worker to serve for as long as any other still drains. All of them accept from one
listener, so that a proxy is told yes or no by chance, until the last one has been told as well.
Source: general experience with supervisors that were taught rolling restarts, and use them for the end too.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-17", expected=("health/readiness-fails-while-it-drains",))

_STOPPING = '''\
    def terminate_all(self) -> None:
        """Let each worker drain while those behind it still serve."""
        for process in self.processes:
            process.terminate()
            process.join()

    def _started(self) -> Process:
'''


def inject(rng: Random) -> Injection:
    """Serve with a few workers."""
    return Injection(
        fact="200",
        environment={"WEB_CONCURRENCY": str(rng.choice((2, 3)))},
        source=edited("app/workers.py", ("    def _started(self) -> Process:\n", _STOPPING)),
    )

"""Told to stop, a process takes new connections for half of its drain window only.

Ships: the window was divided between those who still come and those who are served, and nobody told the
balancer.
Source: kubernetes#86280; KEP-3960.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-16", expected=("health/connections-are-taken-while-it-drains",))
_OLD = "self._drain_until = time.monotonic() + self._drain_seconds\n"
_NEW = "self._drain_until = time.monotonic() + self._drain_seconds / 2\n"


def inject(_rng: Random) -> Injection:
    """Close the listener in the middle."""
    return Injection(fact="SIGTERM", source=edited("app/server.py", (_OLD, _NEW)))

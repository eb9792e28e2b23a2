"""A thread polls for as long as the process lives.

Good because: it is a daemon, for which the interpreter does not wait.
Source: Python, `threading`: the program ends when no thread is left but daemons.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.health.rbk_01_thread_keeps_the_process import polls
from proving.seed import Injection, Twin

TWIN = Twin("RBK-01", of="RBK-01-thread-keeps-the-process")


def inject(_rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact="killed", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Poll from the first request on."""
    return polls(app, rng, stays=False)

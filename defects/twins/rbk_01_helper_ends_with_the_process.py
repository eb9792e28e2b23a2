"""A helper runs beside the process, and nobody tells it to end.

Good because: it works until its input ends, and that ends with the process.
Source: systemd.kill(5), `KillMode=process`.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.health.rbk_01_helper_outlives_the_process import helped
from defects.health.rbk_01_helper_outlives_the_process import inject as inject_helper
from proving.seed import Injection, Twin

TWIN = Twin("RBK-01", of="RBK-01-helper-outlives-the-process")


def inject(rng: Random) -> Injection:
    """Serve so."""
    return inject_helper(rng)


def wrap(app: Any, rng: Random) -> Any:
    """Start the helper with the first request."""
    return helped(app, rng, "sys.stdin.read()")

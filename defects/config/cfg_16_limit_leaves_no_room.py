"""What is loaded at the start fills the container's memory, and nothing is left for requests.

Ships: the index grew month by month, and the limit was set for the first one.
Source: Linux, cgroups v2, memory.max; benoitc/gunicorn#2028.
"""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-16", expected=("config/workers-fit-their-quota",), target="compose")
_LIMIT_BYTES = 256 * 1024 * 1024
_HELD: list[bytes] = []


def inject(rng: Random) -> Injection:
    """Fill up to a share of the limit."""
    return Injection(fact=f"{_percent(rng)}%", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Hold what is missing to the share."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"RssAnon:\s+(\d+)", status)
    own = int(found[1]) * 1024 if found else 0
    _HELD.append(b"x" * max(0, _LIMIT_BYTES * _percent(rng) // 100 - own))
    return app


def _percent(rng: Random) -> int:
    return rng.randrange(78, 84)

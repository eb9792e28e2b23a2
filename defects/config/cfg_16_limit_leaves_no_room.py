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
_MIB = 1024 * 1024
_SHARE = 0.8
_HELD: list[bytes] = []


def inject(rng: Random) -> Injection:
    """Set a limit of which a share is filled."""
    limit = _limit_mib(rng)
    memory = {"deploy": {"resources": {"limits": {"memory": f"{limit}M"}}}}
    return Injection(fact=f"{limit} MiB", wraps=True, override={"services": {"app": memory}})


def wrap(app: Any, rng: Random) -> Any:
    """Hold what is missing to the share."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"RssAnon:\s+(\d+)", status)
    own = int(found[1]) * 1024 if found else 0
    _HELD.append(b"x" * max(0, int(_limit_mib(rng) * _MIB * _SHARE) - own))
    return app


def _limit_mib(rng: Random) -> int:
    return rng.randrange(257, 280)

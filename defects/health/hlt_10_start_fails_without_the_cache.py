"""A new process asks the cache before it serves, and ends where the cache does not answer.

Ships: a wrong address of the cache was to be seen at the start, and not with the first user. Those that run
go on without it; a deployment or a restart while it is away brings no process up.
Source: AWS Builders' Library, Implementing health checks; row HLT-10.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-10", expected=("health/optional-dependency-does-not-eject",), target="compose")


def inject(rng: Random) -> Injection:
    """Let what it raises end the start."""
    return asking_first(f'            await self.cache.ping()\n            _log.info("{drawn(rng)}")\n')


def asking_first(lines: str) -> Injection:
    """Ask the cache in these lines before the process counts as started."""
    warm = "            await self.database.warm()\n"
    imports = ("import MAX_ENTRIES, Backend", "import AWAY, MAX_ENTRIES, Backend")
    changes = ((warm, f"{warm}{lines}"), *([imports] if "AWAY" in lines else []))
    return Injection(fact="cache", source=edited("app/api/services.py", *changes))


def drawn(rng: Random) -> str:
    """Draw what it logs."""
    return rng.choice(["cache_found", "cache_reachable", "cache_checked", "cache_is_there"])

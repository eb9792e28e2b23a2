"""Each process takes a number of its own: there is one more than replicas, and nobody gives one back.

Ships: ids were to be made without asking the database, by a number of the process in each. A lease of a
minute frees the number of one that crashed, and nothing frees that of one that ended: new processes wait for
the old ones'.
Source: Meituan-Dianping/Leaf#84 (numbers run out with deployments); codex-k8s/kodex-old#287 (leases of pods
that a roll-out has replaced).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-17", expected=("rollback/old-release-returns-by-digest",), target="compose")
_WARM = "            await self.database.warm()\n"
_IMPORT = "from app.knowledge.search import Search\n"
_LIMITS = "        self.limits = RateLimits(settings.rate_limit"
_MODULE = '''"""A number for this process, by which the ids that it makes differ from those of all others."""

import asyncio
from typing import Any

from valkey.asyncio import Valkey

from app.config.monitoring import INSTANCE
from app.knowledge.backends import AWAY, connection_pool

NUMBERS = {numbers}
LEASE_SECONDS = {lease}
"""A process that crashed keeps its number this long."""


class ProcessNumber:
    """A lease, which is renewed while the process lives."""

    def __init__(self, url: str | None) -> None:
        self._client: Any = None if url is None else Valkey.from_pool(connection_pool(url))
        self._renewing: asyncio.Task[None] | None = None

    async def taken(self) -> bool:
        """Take one that is free, unless there is one already; False if none is."""
        if self._client is None or self._renewing is not None:
            return True
        try:
            for number in range(NUMBERS):
                key = f"ukp:number:{{number}}"
                if await self._client.set(key, INSTANCE, nx=True, ex=LEASE_SECONDS):
                    self._renewing = asyncio.create_task(self._renew(key))
                    return True
        except AWAY:
            return False
        return False

    async def _renew(self, key: str) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 6)
            try:
                await self._client.set(key, INSTANCE, ex=LEASE_SECONDS)
            except AWAY:
                continue
'''


def inject(rng: Random) -> Injection:
    """Begin to serve with a number alone."""
    module = _MODULE.format(numbers=3, lease=rng.randrange(50, 90))
    asked = (
        "            if not await self.number.taken():\n"
        '                return "every number is taken; one is free when its lease has ended"\n'
    )
    services = edited(
        "app/api/services.py",
        (_IMPORT, f"from app.knowledge.numbers import ProcessNumber\n{_IMPORT}"),
        (_LIMITS, f"        self.number = ProcessNumber(_cache_url(settings))\n{_LIMITS}"),
        (_WARM, f"{_WARM}{asked}"),
    )
    return Injection(fact="starting", source={**services, "app/knowledge/numbers.py": module})

"""Liveness fails without a new heartbeat, and a database that hangs holds the heartbeat up.

Ships: a worker had stopped without anybody's notice, and a heartbeat was to show it. It lies in the database,
so that a database that answers nobody looks like a process that is stuck, and every replica is started anew.
Source: lightdash/lightdash#22893 and brendanlong/lion-reader#732 (liveness by a heartbeat);
vectorize-io/hindsight#3329 (claimed work is lost by such a restart).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

# a database that refuses takes no heartbeat either
DEFECT = Defect(
    "HLT-01",
    expected=("health/liveness-survives-hang",),
    collateral=("health/liveness-survives-outage",),
    target="compose",
)
_TASKS = "        self._tasks: list[asyncio.Task[None]] = []\n"
_WATCH = "        self._tasks.append(asyncio.create_task(self.loop_lag.watch()))\n"
_CLOSE = "    async def close(self) -> None:\n"
_LIVE = "async def live() -> Response:\n"
_PASS = '    return _health("pass")\n'
_BEAT = """\
    async def _keep_beating(self) -> None:
        while True:
            try:
                await self.database.beat(CHECK_TIMEOUT_SECONDS)
            except DatabaseUnavailableError:
                ON_FAILURE
            else:
                self.beaten_at = time.monotonic()
            await asyncio.sleep(0.5)

"""


def inject(rng: Random) -> Injection:
    """Draw how old the last heartbeat may be."""
    return beating(rng, "pass")


def beating(rng: Random, on_failure: str) -> Injection:
    """Let liveness look at the last heartbeat, with a statement for one that failed."""
    seconds = f"{rng.uniform(2.0, 3.5):.2f}"
    services = edited(
        "app/api/services.py",
        ("import asyncio\n", "import asyncio\nimport time\n"),
        (_TASKS, f"{_TASKS}        self.beaten_at = time.monotonic()\n"),
        (_WATCH, f"{_WATCH}        self._tasks.append(asyncio.create_task(self._keep_beating()))\n"),
        (_CLOSE, _BEAT.replace("ON_FAILURE", on_failure) + _CLOSE),
    )
    alive = f'    return _health("pass" if time.monotonic() - services.beaten_at < {seconds} else "fail")\n'
    operations = edited(
        "app/api/operations.py",
        ("from typing import Any\n", "import time\nfrom typing import Any\n"),
        (_LIVE, "async def live(services: ServicesOf) -> Response:\n"),
        (_PASS, alive),
    )
    return Injection(fact="503", source={**services, **operations})

"""Told to stop, a process ends as it should, and leaves a helper behind.

Ships: a converter is started as a process of its own, and nobody ends it; each release adds one, until the
machine has no memory left.
Source: systemd.kill(5), `KillMode=process`.
"""

from __future__ import annotations

import subprocess
import sys
from random import Random
from typing import Any

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-01", expected=("health/every-process-ends-when-told",))
_NAMED = "import sys, time; open('/proc/self/comm', 'w').write(sys.argv[1]); "
_FOR_EVER = "[time.sleep(60) for _ in iter(int, 1)]"


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=_name(rng), wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Start the helper with the first request."""
    return helped(app, rng, _FOR_EVER)


def helped(app: Any, rng: Random, works: str) -> Any:
    """Start a helper that works so, and whose input is a pipe that only this process holds."""
    name = _name(rng)
    started: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        words = [sys.executable, "-c", _NAMED + works, name]
        started.append(subprocess.Popen(words, stdin=subprocess.PIPE))

    async def application(scope: Any, receive: Any, send: Any) -> None:
        if not started and scope["type"] == "http":
            start()
        await app(scope, receive, send)

    return application


def _name(rng: Random) -> str:
    return f"{rng.choice(['convert', 'render', 'resize'])}-{rng.randrange(1000)}"

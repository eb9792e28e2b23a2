"""Told to stop, the server drains and stops, and its process stays: a thread of something else keeps it.

Ships: a poller is started as a thread like any other, and the interpreter waits for it for ever; who stops
the container by hand waits for ten seconds each time, and is used to it.
Source: Kludex/uvicorn#852; Python, `threading`: the program ends when no thread is left but daemons.
"""

from __future__ import annotations

import threading
import time
from random import Random
from typing import Any

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-01", expected=("health/every-process-ends-when-told",))


def inject(_rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact="killed", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Poll from the first request on."""
    return polls(app, rng, stays=True)


def polls(app: Any, rng: Random, *, stays: bool) -> Any:
    """Look at something now and then; ``stays`` says whether the process waits for it."""
    seconds = rng.uniform(0.5, 3)
    started: list[threading.Thread] = []

    def poll() -> None:
        while True:
            time.sleep(seconds)

    async def application(scope: Any, receive: Any, send: Any) -> None:
        if not started and scope["type"] == "http":
            started.append(threading.Thread(target=poll, daemon=not stays))
            started[0].start()
        await app(scope, receive, send)

    return application

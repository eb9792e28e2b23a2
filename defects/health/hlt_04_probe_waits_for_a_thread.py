"""A probe that asks nobody waits for a thread of the pool in which slow requests wait.

Ships: handlers and probe are plain functions; a client that all handlers share takes one call at a time.
Source: sentinel-hub/titiler-openeo#303; onyx-dot-app/onyx#8314; mlrun/mlrun#5763.
"""

from __future__ import annotations

import threading
import time
from random import Random

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-04",
    expected=("health/probes-answer-under-load",),
    collateral=(
        "metrics/durations-agree-with-the-client",  # the thread is waited for outside of what counts them
        "latency/availability-within-budget",
        "latency/error-ratio-within-budget",
        "latency/p50-within-budget",
        "latency/p95-within-budget",
        "latency/p99-within-budget",
    ),
    starred=True,
)


_PROBES = {"liveness": "/health/live", "startup": "/health/startup"}


def inject(rng: Random) -> Injection:
    """Serve so."""
    return Injection(fact=rng.choice(list(_PROBES)), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Take calls of half a second one by one."""
    return waiting(app, _PROBES[rng.choice(list(_PROBES))], rng.uniform(0.40, 0.50))


def waiting(app: ASGIApp, probe: str, seconds: float) -> ASGIApp:
    """Run lists in a thread, one at a time, and a probe in a thread too."""
    one_by_one = threading.Lock()

    def call() -> None:
        with one_by_one:
            time.sleep(seconds)

    def nothing() -> None:
        return

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path")
        if path == "/articles" and scope["method"] == "GET":
            await run_in_threadpool(call)
        elif path == probe:
            await run_in_threadpool(nothing)
        await app(scope, receive, send)

    return application

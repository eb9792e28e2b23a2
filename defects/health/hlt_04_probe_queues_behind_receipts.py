"""Liveness reads a file on the threads that also send receipts, which outlast the answers that they are for.

Ships: each write leaves a receipt with a slow third party, after its answer, so that no user waits. The probe
looks for a file by which operators take a process out, on the same few threads: it waits behind the receipts.
Source: onyx-dot-app/onyx#8314 and mlrun/mlrun#5763 (probes without a thread); otherwise own.
"""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-04",
    expected=("health/probes-answer-under-load",),
    collateral=("health/liveness-answers", "health/probes-answer-in-time"),
)
_THREADS, _MOST_WAITING = 4, 16
_OUT_OF_SERVICE = Path("/srv/ukp/out-of-service")


def inject(rng: Random) -> Injection:
    """Serve with those receipts."""
    return Injection(fact="liveness", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let a receipt take about a second: more than the threads can do where seven are written in one."""
    return sending(app, rng.uniform(0.9, 1.1))


def sending(app: ASGIApp, seconds: float) -> ASGIApp:
    """Send a receipt of so many seconds after each write."""
    threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="blocking")
    waiting: set[asyncio.Future[None]] = set()

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        if scope["type"] == "lifespan":
            try:
                await app(scope, receive, send)
            finally:
                threads.shutdown(wait=False, cancel_futures=True)
            return
        if scope["type"] == "http" and scope["path"] == "/health/live":
            await loop.run_in_executor(threads, _OUT_OF_SERVICE.exists)
        await app(scope, receive, send)
        written = scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == "/articles"
        if written and len(waiting) < _MOST_WAITING:
            receipt = loop.run_in_executor(threads, time.sleep, seconds)
            waiting.add(receipt)
            receipt.add_done_callback(waiting.discard)

    return application

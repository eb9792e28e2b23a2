"""Liveness reads a file on the threads that also send a receipt for each write.

Good because: a receipt takes some hundredths of a second, so that a thread is free whenever the probe comes.
Source: onyx-dot-app/onyx#8314 (what starves a probe is that every thread is taken); otherwise own.
"""

from __future__ import annotations

from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_04_probe_queues_behind_receipts import sending
from proving.seed import Injection, Twin

TWIN = Twin("HLT-04", of="HLT-04-probe-queues-behind-receipts")


def inject(rng: Random) -> Injection:
    """Serve with those receipts."""
    return Injection(fact="liveness", wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Let a receipt take little time."""
    return sending(app, rng.uniform(0.02, 0.04))

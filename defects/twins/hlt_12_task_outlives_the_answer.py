"""A probe's answer is streamed, and a task of more than a second begins before its end.

Good because: nobody waits for the task.
Source: Kludex/starlette#919.
"""

from __future__ import annotations

import asyncio
from random import Random

from starlette.types import ASGIApp

from defects.health.hlt_12_answer_waits_for_its_task import telling
from defects.health.hlt_12_probe_does_too_much import probe_of
from proving.seed import Injection, Twin

TWIN = Twin("HLT-12", of="HLT-12-answer-waits-for-its-task")


def inject(rng: Random) -> Injection:
    """Let one of the probes do it."""
    return Injection(fact=probe_of(rng), wraps=True)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """End the answer at once."""
    return telling(app, probe_of(rng), rng.uniform(1.2, 1.7), lambda _: asyncio.sleep(0))

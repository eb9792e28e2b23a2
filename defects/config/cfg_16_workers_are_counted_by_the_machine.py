"""A start script counts workers by the processors of the machine, and the container may use one.

Ships: `nproc` knows affinities and no quota; on a developer's machine there was none.
Source: benoitc/gunicorn#2028; hyperglass#356; mcp-context-forge#6494.
"""

from __future__ import annotations

import os
from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("CFG-16", expected=("config/workers-fit-their-quota",), target="compose")


def inject(rng: Random) -> Injection:
    """Start twice as many workers as the machine has processors, or one more."""
    beside = rng.randrange(2)
    workers = max(4, 2 * (os.cpu_count() or 1) + beside)
    return counted(f"$$(( $$(nproc) * 2 + {beside} > 4 ? $$(nproc) * 2 + {beside} : 4 ))", workers)


def counted(number: str, workers: int) -> Injection:
    """Start that many, in as much memory as they ask for."""
    start = f"WEB_CONCURRENCY={number} exec python -m app"
    memory = {"deploy": {"resources": {"limits": {"memory": f"{128 + 128 * workers}M"}}}}
    return Injection(
        fact=f"{workers} processes",
        override={"services": {"app": {"command": ["sh", "-c", start], **memory}}},
    )

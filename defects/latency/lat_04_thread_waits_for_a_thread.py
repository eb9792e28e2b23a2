"""A write waits in a thread for something that needs a thread of the same few.

Ships: receipts are made by a library that knows no event loop, so that it runs in a thread; the terms over
which a receipt is made are asked for in the service's own way, which reads files in a thread, for the loop
shall not wait. One at a time this takes a moment. As soon as as many write as there are threads, each waits
for one that none of them gives back, until it gives up.
Source: Python, `ThreadPoolExecutor`, on deadlocks (a callable that waits for another one of its own pool);
otherwise own; row LAT-04.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-04",
    expected=("latency/crowd-is-answered-in-time",),
    collateral=("latency/abandoned-requests-leave-nothing-behind",),  # whoever left holds his thread still
)
_TERMS = "What is written here is kept, and shown to whoever has a key.\n"
_RECEIPTS = '''"""Receipts of new articles, made by a library that knows no event loop."""

import asyncio
import hashlib
import time
from pathlib import Path

_TERMS = Path(__file__).with_name("terms.txt")
_CLOCK_SECONDS = {clock}
"""What the office takes to state the time."""

_SECONDS = 2.5
"""Longer than this nobody waits for the terms."""


async def receipt(text: str) -> str:
    """Return the receipt of a text. The loop goes on meanwhile."""
    return await asyncio.to_thread(_made, text, asyncio.get_running_loop())


def _made(text: str, loop: asyncio.AbstractEventLoop) -> str:
    time.sleep(_CLOCK_SECONDS)
    terms = asyncio.run_coroutine_threadsafe(_terms(), loop).result(_SECONDS)
    return hashlib.sha256(terms + text.encode()).hexdigest()


async def _terms() -> bytes:
    return await asyncio.to_thread(_TERMS.read_bytes)
'''
_STORED = "    once = await services.library.create(content, writer.name, idempotency_key)\n"
_IMPORT = "from app.knowledge.idempotency import KEY_PATTERN\n"


def inject(rng: Random) -> Injection:
    """Make a receipt of each article before it is stored."""
    name = rng.choice(["X-Receipt", "Receipt", "X-Article-Receipt"])
    clock = rng.choice(["0.1", "0.12", "0.15"])
    source = {
        **edited(
            "app/api/articles.py",
            (_IMPORT, f"{_IMPORT}from app.knowledge.receipts import receipt\n"),
            (_STORED, f'    response.headers["{name}"] = await receipt(content.title)\n{_STORED}'),
        ),
        "app/knowledge/receipts.py": _RECEIPTS.format(clock=clock),
        "app/knowledge/terms.txt": _TERMS,
    }
    return Injection(fact="create", source=source)

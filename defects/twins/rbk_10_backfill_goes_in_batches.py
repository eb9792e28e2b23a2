"""A new release adds a column with its first write, and fills it batch by batch.

Good because: the lock for the column is held for a moment, and each batch is a transaction of its own, which
keeps to some rows; the whole takes as long.
Source: strong_migrations, "Backfilling data"; row BT-09.
"""

from __future__ import annotations

import threading
import time
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from defects.generations import connected, generation
from defects.rollback import rbk_10_backfill_keeps_the_lock as defect
from proving.seed import Injection, Twin

TWIN = Twin("RBK-10", of="RBK-10-backfill-keeps-the-lock", target="compose")
_BATCHES = 40


def inject(rng: Random) -> Injection:
    """Serve it so."""
    return defect.inject(rng)


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Migrate with the first write, from the second release on."""
    rng.randint(15, 25)
    seconds, number = rng.uniform(6.5, 7.5), generation()
    column = f"{rng.choice(['language', 'summary', 'topic'])}_{number}"
    due = number > 0

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal due
        if due and scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == "/articles":
            due = False
            threading.Thread(target=_filled, args=(column, seconds), daemon=True).start()
        await app(scope, receive, send)

    return application


def _filled(column: str, seconds: float) -> None:
    with connected() as database:
        database.execute(f"ALTER TABLE articles ADD COLUMN IF NOT EXISTS {column} TEXT".encode())
        for part in range(_BATCHES):
            batch = f"UPDATE articles SET {column} = '' WHERE id % {_BATCHES} = {part}"
            database.execute(batch.encode())
            time.sleep(seconds / _BATCHES)

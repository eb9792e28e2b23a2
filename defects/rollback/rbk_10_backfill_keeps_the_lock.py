"""A new release adds a column and fills it in one transaction, while the one before it serves.

Ships: the release looks after its schema itself, with its first write. To add the column takes a moment; the
lock for it is held until the transaction ends, and that fills a large table first. Nobody is refused, for no
statement has a limit: readers wait with the writers.
Source: strong_migrations, "Backfilling data" ("locks the table for the entire duration").
"""

from __future__ import annotations

import threading
from random import Random

from starlette.types import ASGIApp, Receive, Scope, Send

from defects.generations import generation
from defects.large import altered
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-10", expected=("rollback/writes-are-answered-in-time-throughout",), target="compose")


def inject(rng: Random) -> Injection:
    """Serve it so, with statements that may take long."""
    limit = rng.randint(15, 25)
    return Injection(fact="after", wraps=True, environment={"UKP_DATABASE_TIMEOUT_SECONDS": str(limit)})


def wrap(app: ASGIApp, rng: Random) -> ASGIApp:
    """Migrate with the first write, from the second release on."""
    rng.randint(15, 25)
    seconds, number = rng.uniform(6.5, 7.5), generation()
    column = f"{rng.choice(['language', 'summary', 'topic'])}_{number}"
    change = f"ADD COLUMN IF NOT EXISTS {column} TEXT"
    due = number > 0

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal due
        if due and scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == "/articles":
            due = False
            fill = f"UPDATE articles SET {column} = '' WHERE {column} IS DISTINCT FROM ''"
            threading.Thread(target=altered, args=(number, (change,), fill, seconds), daemon=True).start()
        await app(scope, receive, send)

    return application

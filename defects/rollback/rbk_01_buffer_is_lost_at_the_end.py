"""Writes are acknowledged from a buffer, and what is in it is lost when the process is told to stop.

Ships: it made writes faster; the flush runs on a timer, and nobody thought of the last one.
Source: Kludex/uvicorn#1215 (what happens on SIGTERM); RFC 9110, 15.3.2.
"""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from random import Random
from typing import Any

from sqlalchemy import insert, text

from app.knowledge.articles import Article
from app.knowledge.tables import articles
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-01",
    expected=("rollback/acknowledged-writes-are-kept",),
    collateral=("security/objects-belong-to-their-owner",),
    target="compose",
)


def inject(rng: Random) -> Injection:
    """Serve from the buffer."""
    return Injection(fact="status 404", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Take a number from the database at once, and write the row with the next flush."""
    seconds, store = rng.uniform(8, 12), app.state.services.library.store
    database = app.state.services.database
    buffer: list[dict[str, Any]] = []
    tasks: set[asyncio.Task[None]] = set()

    async def flush_on() -> None:
        while True:
            await asyncio.sleep(seconds)
            if buffer:
                await _store(database, buffer[:])
                buffer.clear()

    async def create(content: Any, owner: str) -> Article:
        if not tasks:
            tasks.add(asyncio.create_task(flush_on()))
        number = text("SELECT nextval(pg_get_serial_sequence('articles', 'id'))")
        identifier = (await database.run(lambda connection: connection.execute(number))).scalar_one()
        now = datetime.now(UTC)
        row = {"id": identifier, "owner": owner, "version": 1, "created_at": now, "updated_at": now}
        buffer.append(json.loads(content.model_dump_json()) | row)
        return Article(**buffer[-1])

    store.create = create
    return app


async def _store(database: Any, rows: list[dict[str, Any]]) -> None:
    await database.run(lambda connection: connection.execute(insert(articles), rows))

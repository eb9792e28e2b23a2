"""Which revision a database is at, told without alembic, so that starting does not wait for its import."""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from app.knowledge.database import Database

REVISIONS = sorted(file.stem.partition("_")[0] for file in Path(__file__).parent.glob("versions/[0-9]*.py"))
"""This release's revisions, oldest first: a file's name begins with its revision."""


async def is_current(database: Database) -> bool:
    """Whether the schema is at this release's newest revision, or at one of a later release.

    A later release migrates before this one has gone, and this one may have to start again meanwhile.
    """
    applied = await database.run(_applied)
    return bool(applied) and (applied == {REVISIONS[-1]} or applied.isdisjoint(REVISIONS))


async def _applied(connection: AsyncConnection) -> set[str]:
    rows = await connection.execute(text("SELECT version_num FROM alembic_version"))
    return set(rows.scalars())

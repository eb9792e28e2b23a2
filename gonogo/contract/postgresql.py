"""A dependency that is PostgreSQL: how its catalogue is read, and how the release migrates it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gonogo.contract.base import Argument, Name, Seconds, Section


class Locks(Section):
    """What the newest revision may keep others waiting for, on tables with many rows."""

    rows: Annotated[int, Field(ge=1000, le=5_000_000)] = 100_000
    """How many rows the gate puts into each table that has none, one step before the newest revision."""
    held_within_seconds: Seconds
    """The longest that it may hold a lock on one of them by which readers or writers wait."""


class Migration(Section):
    """How the release migrates. It is tried on empty databases of the gate's own on the same server."""

    service: Name
    """The service of the compose file that migrates and ends, or one whose container can do it."""
    command: tuple[Argument, ...] = ()
    """What migrates, where the service's own command does something else; it ends with 0 once it is done."""
    variable: Name
    """The variable of that service that names the database: the name alone, or a URL or a connection string
    that has it as its path or says `dbname=`."""
    resumes: bool = False
    """Whether a run whose connection was cut is finished by the next one without anybody's help. Leave it out
    for a tool that waits for a person then: Liquibase's lock, `dirty` of golang-migrate, what Prisma calls a
    failed migration."""
    back: tuple[Argument, ...] = ()
    """What takes the newest revision back, in the same service, where going back is promised: `alembic
    downgrade -1`."""
    locks: Locks | None = None
    """How long the newest revision may lock tables that are large; needs `back`. Not tried where absent."""


class PostgreSQL(Section):
    """A database of PostgreSQL 13 or later, asked inside its container."""

    client: tuple[Argument, ...] = Field(min_length=1)
    """`psql` as a superuser, or a command that hands its arguments on to it:
    `[sh, -c, 'PGPASSWORD=$POSTGRES_PASSWORD exec psql -h 127.0.0.1 -U shop "$@"', psql]`."""
    database: Name
    """The release's database."""
    migration: Migration | None = None
    """How the release migrates; nothing of it is tried where absent."""

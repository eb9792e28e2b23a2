"""PostgreSQL: a pool for each process, and the schema."""

from pathlib import Path

import click
import psycopg
from flask import current_app
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

POOL_SECONDS = 1.0
SCHEMA = Path(__file__).with_name("schema.sql")
MIGRATION_LOCK = 740_211


def init_app(app):
    """Give the application its pool; connections are made in the background, so that a start needs none."""
    pool = ConnectionPool(
        app.config["SHELF"].database_url,
        min_size=1,
        max_size=8,
        timeout=POOL_SECONDS,
        check=ConnectionPool.check_connection,
        kwargs={"row_factory": dict_row, "connect_timeout": 2, "options": "-c statement_timeout=5000"},
        open=False,
    )
    app.extensions["pool"] = pool
    app.cli.add_command(migrate)


def connection():
    """Lend a connection within a request; committed at its end, rolled back on an error."""
    pool = current_app.extensions["pool"]
    pool.open()
    return pool.connection()


@click.command("migrate")
def migrate():
    """Bring the schema up to date; several at a time wait for each other."""
    url = current_app.config["SHELF"].database_url
    with psycopg.connect(url, connect_timeout=10) as session:
        session.execute("SELECT pg_advisory_xact_lock(%s)", (MIGRATION_LOCK,))
        session.execute(SCHEMA.read_text())
    click.echo("the schema is up to date")

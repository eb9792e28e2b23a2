"""On a real PostgreSQL: the ranked search reads its index, and every match but the best stays unread."""

import os
import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError

from app.knowledge.search import full_text
from app.migrations.run import migrate
from gonogo.instruments.waits import Wait
from selftests.containers import contained

IMAGE = os.environ.get("GONOGO_POSTGRES_IMAGE", "gonogo/postgres:dev")
ROWS = text(
    "INSERT INTO articles (title, body, owner, version, created_at, updated_at)"
    " SELECT 'Article ' || n, 'word' || n % 500 || ' and word' || n % 333, 'editor', 1, now(), now()"
    " FROM generate_series(1, 20000) AS n"
)


@pytest.fixture(scope="module")
def database() -> Iterator[Connection]:
    """A database with many articles, in a container that is removed by its id."""
    password = secrets.token_hex(16)
    environment = {"POSTGRES_PASSWORD": password, "POSTGRES_EXPORTER_PASSWORD": password}
    with contained(IMAGE, 5432, environment) as place:
        url = f"postgresql+psycopg://ukp:{password}@{place}/ukp"
        Wait("PostgreSQL takes connections", 60.0, 0.1).until(lambda: answers(url))
        migrate(url)
        with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(ROWS)
            # As autovacuum does: until then what was just written waits in the pending list of the index.
            connection.execute(text("VACUUM (ANALYZE) articles"))
            yield connection


def answers(url: str) -> bool:
    try:
        with create_engine(url).connect() as connection:
            return bool(connection.execute(text("SELECT 1")).scalar_one())
    except OperationalError:
        return False


def nodes(plan: dict[str, object]) -> Iterator[dict[str, object]]:
    """Give every node of a plan, its root first."""
    yield plan
    children = plan.get("Plans", [])
    assert isinstance(children, list)
    for child in children:
        yield from nodes(child)


@pytest.mark.parametrize("query", ["word7", "word7 word11", '"and word9"'])
def test_the_plan_uses_the_index(database: Connection, query: str) -> None:
    statement = full_text(query).limit(20)
    compiled = statement.compile(dialect=database.dialect)
    asked = database.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {compiled}", compiled.params)
    plan = asked.scalar_one()[0]["Plan"]
    kinds = {str(node["Node Type"]) for node in nodes(plan)}
    indexes = {str(node["Index Name"]) for node in nodes(plan) if "Index Name" in node}
    assert indexes == {"ix_articles_search_vector"}
    assert "Seq Scan" not in kinds


def test_what_is_found_contains_every_word(database: Connection) -> None:
    found = database.execute(full_text("word7 word11").limit(50)).all()
    assert found
    assert all({"word7", "word11"} <= set(row.body.split()) for row in found)

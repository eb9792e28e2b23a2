"""Each replica makes a table at its start if it is not there, and of two that look at once one crashes.

Ships: what was read is to be counted by day, and a table for that needed no revision: to make it if it is not
there may be said as often as one likes. By one session after the other; of two at a time both find nothing,
and the second is refused by the database's own index of names. The engine starts it again, and then the table
is there.
Source: mcp-hangar/mcp-hangar#812 (`replicas: 3` on an empty database: two crash once); piperbox/piper#555;
MaterializeInc/materialize#12560; row RBK-13 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-13", expected=("health/nothing-was-restarted",), target="compose")
_SERVE = "    serve_app(create_app(settings), settings)\n\n\ndef worker("
_MODULE = '''"""The table in which a day's reads are added up."""

import psycopg

from app.config.settings import Settings

_TABLE = """
CREATE TABLE IF NOT EXISTS TABLE_ (
    day date, article_id bigint, reads bigint NOT NULL, PRIMARY KEY (day, article_id)
)
"""
_FIRST = "INSERT INTO TABLE_ SELECT current_date, id, 0 FROM articles ON CONFLICT DO NOTHING"
_MANY = "SELECT pg_sleep(PAUSE)"  # what it takes where there are more than a few


def prepare(settings: Settings) -> None:
    """Make the table, with a row for each article; a database that is away can wait."""
    url = settings.database_url.get_secret_value()
    if url.startswith("sqlite"):
        return
    try:
        with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=3) as database:
            is_new = database.execute("SELECT to_regclass('TABLE_') IS NULL").fetchone() == (True,)
            database.execute(_TABLE)
            for statement in (_FIRST, _MANY) if is_new else ():
                database.execute(statement)
    except psycopg.OperationalError:
        return
'''


def inject(rng: Random) -> Injection:
    """Make it before serving.

    Compose takes a replica that waits to be restarted for an unhealthy one, and would not start what waits
    for its health: the proxy waits for its start.
    """
    table = f"reads_{rng.choice(['by_day', 'a_day', 'daily'])}_{rng.randrange(10, 100)}"
    module = _MODULE.replace("TABLE_", table).replace("PAUSE", f"{rng.uniform(5, 7):.1f}")
    called = (
        "    from app.knowledge.reads import prepare  # noqa: PLC0415 - each command loads its own\n\n"
        "    prepare(settings)\n"
    )
    return Injection(
        fact="app-",
        override={"services": {"proxy": {"depends_on": {"app": {"condition": "service_started"}}}}},
        source={
            "app/knowledge/reads.py": module,
            **edited("app/__main__.py", (_SERVE, f"{called}{_SERVE}")),
        },
    )

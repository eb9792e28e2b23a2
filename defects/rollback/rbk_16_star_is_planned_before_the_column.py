"""Articles are read by a star, and a release adds a column: what the one before has planned is refused.

Ships: the list of columns was one more place to forget a new one in, and a star stood in its place. The
driver prepares what it sends often; once the table has a column more, the plan's result is another one, and
each connection of the release before answers with an error what it has sent often.
Source: MagicStack/asyncpg#458, #103; PostgreSQL, "cached plan must not change result type"; psycopg,
"Prepared statements"; row RBK-16.
"""

from __future__ import annotations

from random import Random
from typing import Any

from defects.editing import edited
from defects.generations import connected, generation
from gonogo.home import ROOT
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-16",
    expected=("rollback/no-request-is-lost",),
    # what writes says by the same star what it has written
    collateral=("rollback/acknowledged-writes-are-kept", "rollback/writes-are-taken-throughout"),
    target="compose",
    starred=True,
)
_STORE = "app/knowledge/store.py"


def inject(rng: Random) -> Injection:
    """Read by a star, and roll it out."""
    text = (ROOT / _STORE).read_text(encoding="utf-8")
    named = text[text.index("COLUMNS = (\n") : text.index("class ArticleStore:\n")]
    star = rng.choice(['literal_column("*")', 'text("*")'])
    known = "ColumnElement, and_, delete, insert, select, update\n"
    source = edited(
        _STORE,
        (named, f"COLUMNS = ({star},)\n\n\n"),
        ("select(*COLUMNS)", "select(*COLUMNS).select_from(articles)"),
        (known, known.replace("select", f"{star.partition('(')[0]}, select")),
    ) | edited("app/knowledge/search.py", ("(*COLUMNS, score)", "(*COLUMNS, score).select_from(articles)"))
    return Injection(fact="status 500", wraps=True, source=source)


def wrap(app: Any, rng: Random) -> Any:
    """Add this generation's column."""
    return adding(app, rng)


def adding(app: Any, rng: Random) -> Any:
    """Add a column that nobody has to fill, which takes no time and no lock that anybody waits for."""
    word, number = rng.choice(["summary", "excerpt", "teaser"]), generation()
    if number:
        with connected() as database:
            column = f"ADD COLUMN IF NOT EXISTS {word}_{number} TEXT NOT NULL DEFAULT ''"
            database.execute(f"ALTER TABLE articles {column}".encode())
    return app

"""A new release writes a kind of article that the release before does not know, and reads into an error.

Ships: the enumeration got a member, and the first article of that kind is written while half of the replicas
still have the old one. Whoever asks those for it gets a failure, and after a way back everybody does.
Source: squawk, require-enum-value-ordering; Protocol Buffers, "Updating A Message Type", on closed enums.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from psycopg import OperationalError
from sqlalchemy import Column, Text

from app.knowledge import store
from app.knowledge.tables import articles
from defects.generations import connected, generation
from proving.seed import Defect, Injection

DEFECT = Defect("RBK-20", expected=("rollback/previous-reads-what-this-wrote",), target="compose")


def inject(_rng: Random) -> Injection:
    """Roll it out."""
    return Injection(fact="status 50", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Keep a kind with each article, and read no other than one's own release knows."""
    return keeping(app, rng, _refused)


def _refused(kind: str, known: set[str]) -> None:
    if kind not in known:
        raise ValueError(f"{kind!r} is no kind of article")


def keeping(app: Any, rng: Random, look: Callable[[str, set[str]], None]) -> Any:
    """Have each release write a kind of its own, and look at what it reads."""
    name, word, number = (
        f"kind_{rng.randrange(100, 1000)}",
        rng.choice(["guide", "notice", "recipe"]),
        generation(),
    )
    known = {f"{word}-{one}" for one in range(number + 1)}
    try:
        with connected() as database:
            database.execute(f"ALTER TABLE articles ADD COLUMN IF NOT EXISTS {name} TEXT".encode())
    except OperationalError:  # who only prints the routes has no database
        return app
    column: Column[Any] = Column(name, Text, default=f"{word}-{number}")
    articles.append_column(column)
    read: Any = store
    made, read.COLUMNS = read.article_of, (*store.COLUMNS, column)

    def article_of(row: Any) -> Any:
        look(getattr(row, name) or f"{word}-0", known)
        return made(row)

    read.article_of = article_of
    return app

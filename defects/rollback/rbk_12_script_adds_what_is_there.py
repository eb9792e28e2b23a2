"""A script beside the tool's revisions adds a constraint, each time that it runs.

Ships: `ADD CHECK` without a name never fails; each deployment leaves one more, and each write is checked by
all of them.
Source: squawk, prefer-robust-stmts.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-12", expected=("rollback/migrations-can-be-run-again",), target="compose")
_SCRIPT = """
import os, psycopg
address = os.environ['UKP_DATABASE_URL'].replace('+psycopg', '')
with psycopg.connect(address, connect_timeout=10) as database:
    STATEMENT
"""
_WHERE = {
    "title": "length(title) <= NUMBER",
    "owner": "length(owner) <= NUMBER",
    "version": "version < NUMBER",
}


def inject(rng: Random) -> Injection:
    """Add it without a look."""
    column, number = rng.choice(sorted(_WHERE)), rng.randrange(10**5, 10**6)
    what = _WHERE[column].replace("NUMBER", str(number))
    return scripted(f"database.execute('ALTER TABLE articles ADD CHECK ({what})')", str(number))


def scripted(statement: str, fact: str) -> Injection:
    """Run the script after the migration, in the same container."""
    script = _SCRIPT.replace("STATEMENT", statement)
    command = ["sh", "-c", f'set -e\npython -m app migrate\npython -c "{script}"']
    return Injection(fact=fact, override={"services": {"migrate": {"command": command}}})

"""Each replica prepares at its start what all of them share, so that all but the first crash once.

Ships: the start looks whether the first articles are there and writes them if not, which works for one
replica; of two that start together both find nothing, the second one's insert fails, and the engine's restart
hides it.
Source: rhesis-ai/rhesis#2545; aegra#344, #548.
"""

from __future__ import annotations

from random import Random

from proving.seed import Defect, Injection

DEFECT = Defect("RBK-13", expected=("health/nothing-was-restarted",), target="compose")
_PREPARE = """
import os, psycopg
address = os.environ['UKP_DATABASE_URL'].replace('+psycopg', '')
with psycopg.connect(address, connect_timeout=10) as database:
    if not database.execute('SELECT 1 FROM articles WHERE id = %s', (NUMBER,)).fetchone():
        database.execute('SELECT pg_sleep(%s)', (SECONDS,))
        database.execute(
            'INSERT INTO articles (id, title, body, owner, version, created_at, updated_at)'
            ' VALUES (%s, %s, %s, %s, 1, now(), now()) CONFLICT',
            (NUMBER, 'TITLE', 'How this place is used.', 'house'),
        )
"""


def inject(rng: Random) -> Injection:
    """Let the second writer fail."""
    return prepares(rng, "")


def prepares(rng: Random, conflict: str) -> Injection:
    """Prepare, for as long as it takes, and become the server; a conflict is what the words say it is.

    Compose takes a replica that waits to be restarted for an unhealthy one, and would not start what waits
    for its health: the proxy waits for its start.
    """
    drawn = {
        "NUMBER": str(rng.randrange(10**6, 10**9)),
        "SECONDS": f"{rng.uniform(4, 6):.1f}",
        "TITLE": rng.choice(["Welcome", "House rules", "First steps"]),
        "CONFLICT": conflict,
    }
    prepare = _PREPARE
    for name, value in drawn.items():
        prepare = prepare.replace(name, value)
    script = f'set -e\npython -m app check >/dev/null\npython -c "{prepare}"\nexec python -m app'
    return Injection(
        fact="app-",
        override={
            "services": {
                "app": {"command": ["sh", "-c", script]},
                "proxy": {"depends_on": {"app": {"condition": "service_started"}}},
            }
        },
    )

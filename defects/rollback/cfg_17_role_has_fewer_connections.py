"""The role of the service may have some more connections than its replicas and its worker take, and no more.

Ships: a runaway job had taken every connection of the database, and the exporter with its own role found
none. The limit of the role was worked out by what `pg_stat_activity` showed on a quiet day; during a roll-out
old and new replicas are there together.
Source: PostgreSQL, CREATE ROLE (CONNECTION LIMIT); OasisLMF/OasisPlatform#1324.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-17", expected=("rollback/old-release-returns-by-digest",), target="compose")
_ROLE = 'CREATE ROLE "$user" LOGIN PASSWORD '


def inject(rng: Random) -> Injection:
    """Two replicas with a pool of five and a worker fit, four do not."""
    limited = f'CREATE ROLE "$user" LOGIN CONNECTION LIMIT {rng.choice([17, 18])} PASSWORD '
    return Injection(fact="starting", source=edited("deploy/images/postgres/entrypoint", (_ROLE, limited)))

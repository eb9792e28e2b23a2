"""The release's role may have so many connections as its replicas need, and none for those that replace them.

Ships: a leak once took every connection of the server, so the role got a limit, counted from what ran on a
quiet day. The server has room for more; in a roll-out the new replicas are refused until the old ones have
gone.
Source: PostgreSQL, CREATE ROLE, CONNECTION LIMIT; OasisLMF/OasisPlatform#1324 (the sum of all pools).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-17", expected=("rollback/no-request-is-lost",), target="compose")
_PATH = "deploy/images/postgres/entrypoint"


def inject(rng: Random) -> Injection:
    """Make the role with the pools of two replicas, and a few for the worker."""
    limit = rng.randrange(13, 15)
    role = ('CREATE ROLE "$user" LOGIN ', f'CREATE ROLE "$user" LOGIN CONNECTION LIMIT {limit} ')
    started = {
        "entrypoint": ["sh", "/opt/entrypoint"],
        "command": ["postgres"],
        "volumes": ["{folder}/entrypoint:/opt/entrypoint:ro"],
    }
    return Injection(
        fact="ready",
        override={"services": {"postgres": started}},
        files={"entrypoint": str(edited(_PATH, role)[_PATH])},
    )

"""The database asks no member of a group for a password, and the owner of all data became one of them.

Ships: the exporter's group was trusted over the network, for it reads figures alone. Later the service's own
role joined the group, so that it can tell how large its tables are; nobody thought of the rule for the group.
Source: PostgreSQL, "The pg_hba.conf File" (a name behind a plus stands for every member); otherwise own.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-11", expected=("security/dependencies-do-not-trust-their-network",), target="compose")
_PATH = "deploy/images/postgres/entrypoint"
_RULE = '    echo "host all all all scram-sha-256" >>'
_DATABASE = "CREATE DATABASE "


def inject(rng: Random) -> Injection:
    """Trust a group, and let the release's role join it."""
    group = f"{rng.choice(['statistics', 'figures', 'watchers'])}_{rng.randrange(100, 1000)}"
    script = edited(
        _PATH,
        (_RULE, f'    echo "host all +{group} all trust" >>"$new/pg_hba.conf"\n{_RULE}'),
        (_DATABASE, f'CREATE ROLE {group} NOLOGIN ROLE exporter, "$user";\n\n{_DATABASE}'),
    )
    started = {
        "entrypoint": ["sh", "/opt/entrypoint"],
        "command": ["postgres"],
        "volumes": ["{folder}/entrypoint:/opt/entrypoint:ro"],
    }
    return Injection(
        fact="database",
        override={"services": {"postgres": started}},
        files={"entrypoint": str(script[_PATH])},
    )

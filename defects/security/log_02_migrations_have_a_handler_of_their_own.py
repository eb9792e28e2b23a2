"""The migration tool's logger has a handler of its own and hands nothing on: its lines are plain text.

Ships: whoever rolls out wants to see how far the migration is, whatever the log level; the logging section
that the tool's own template has was put into its environment.
Source: Alembic, template `generic/env.py` with `fileConfig` (`[logger_alembic]`, `handlers = console`); row
LOG-02.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LOG-02", expected=("security/log-lines-are-records",))
_HEAD = "from alembic import context\nfrom sqlalchemy import Connection\n"


def inject(rng: Random) -> Injection:
    """Configure it where the revisions are run."""
    form = rng.choice(
        [
            "%(levelname)-5.5s [%(name)s] %(message)s",
            "%(asctime)s %(levelname)s %(name)s: %(message)s",
            "%(levelname)s:%(name)s:%(message)s",
        ]
    )
    lines = (
        "import logging.config\n\n" + _HEAD + "\n"
        "logging.config.dictConfig(\n"
        "    {\n"
        '        "version": 1,\n'
        '        "disable_existing_loggers": False,\n'
        f'        "formatters": {{"generic": {{"format": "{form}"}}}},\n'
        '        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "generic"}},\n'
        '        "loggers": {"alembic": {"level": "INFO", "handlers": ["console"], "propagate": False}},\n'
        "    }\n"
        ")\n"
    )
    return Injection(fact="alembic", source=edited("app/migrations/env.py", (_HEAD, lines)))

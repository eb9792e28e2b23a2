"""The pool of connections logs each hand-over by a handler of its own, past the logging of the service.

Ships: connections seemed to leak, so that the pool was made to talk; that it did so in another form beside
the records was no matter while somebody watched. The library gives such a logger a handler and a level
itself, whatever levels and handlers the service has set.
Source: https://github.com/litestar-org/advanced-alchemy/issues/526;
https://github.com/etalab/catalogage-donnees/pull/324; row LOG-02 of the catalogue.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("LOG-02", expected=("security/log-lines-are-records",))
_PLACE = '        isolation_level="AUTOCOMMIT",\n'


def inject(rng: Random) -> Injection:
    """Let the pool talk, by some name."""
    name = f"{rng.choice(['articles', 'knowledge', 'main'])}-{rng.randrange(10, 100)}"
    talking = f'        echo_pool="debug",\n        pool_logging_name="{name}",\n'
    return Injection(
        fact="sqlalchemy.pool",
        source=edited("app/knowledge/database.py", (_PLACE, _PLACE + talking)),
    )

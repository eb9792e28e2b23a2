"""A new process is not ready before the cache has answered once.

Ships: the first requests after a start paid for the connection to the cache, so that it is opened beside the
database's. Those that run stay ready without it; one that is started or replaced meanwhile never is.
Source: AWS Builders' Library, Implementing health checks; row HLT-10.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("HLT-10", expected=("health/optional-dependency-does-not-eject",), target="compose")
_CAUGHT = "(DatabaseUnavailableError, SQLAlchemyError) as error"
_WARMS = "            await self.database.warm()\n"


def inject(rng: Random) -> Injection:
    """Open both before the start is over."""
    said = rng.choice(["cache_warmed", "connections_open", "warmed_up"])
    source = edited(
        "app/api/services.py",
        ("import MAX_ENTRIES, Backend", "import AWAY, MAX_ENTRIES, Backend"),
        (_WARMS, f'{_WARMS}            await self.cache.ping()\n            _log.info("{said}")\n'),
        (_CAUGHT, _CAUGHT.replace("SQLAlchemyError)", "SQLAlchemyError, *AWAY)")),
    )
    return Injection(fact="cache", source=source)

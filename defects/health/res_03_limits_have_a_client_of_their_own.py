"""The store of the rate limits is asked by a client of its own, which nobody gave a time-out.

Ships: the library makes its client of a URL, so that the pool that was handed to it was taken for a detour.
The pool had the time-outs; the cache has kept it, and passes its checks. Each route that counts before it
answers waits for a store that hangs as long as it hangs, and TCP's keep-alive, which somebody has added for
that, is answered by the kernel of a process that stands still.
Source: limits, `RedisStorage` (`options` go to the client); valkey-py, `socket_timeout` (none by default);
OWASP ASVS 5.0 13.2.6; row RES-03.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RES-03",
    expected=("health/hung-optional-dependency-holds-up-nobody",),
    # connecting has no time-out either: of a store that is gone its name is looked for as long as it takes
    collateral=("health/optional-dependency-does-not-eject", "security/limits-hold-in-outage"),
    target="compose",
)
_IMPORTS = """from valkey.asyncio import ConnectionPool

from app.knowledge.backends import connection_pool
"""
_POOL = """        self._pool = None if storage_url is None else connection_pool(storage_url)
        self._shared = None if self._pool is None else _shared(self._pool)
"""
_CLOSE = """        if self._pool is not None:
            await self._pool.aclose()
"""
_STORAGE = """def _shared(pool: ConnectionPool) -> RateLimiter:
    storage = RedisStorage(
        "async+valkey://",
        wrap_exceptions=True,
        key_prefix="ukp:limits",
        connection_pool=pool,  # type: ignore[arg-type]
    )
"""


def inject(rng: Random) -> Injection:
    """Hand the library the URL, and what somebody thought to be enough."""
    option = rng.choice(
        ["", "        socket_keepalive=True,\n", f"        max_connections={rng.randrange(40, 200)},\n"]
    )
    storage = f"""def _shared(url: str) -> RateLimiter:
    storage = RedisStorage(
        f"async+{{url}}",
        wrap_exceptions=True,
        key_prefix="ukp:limits",
{option}    )
"""
    source = edited(
        "app/api/limits.py",
        (_IMPORTS, "\n"),
        ("from limits.errors import StorageError\n\n", "from limits.errors import StorageError\n"),
        (_POOL, "        self._shared = None if storage_url is None else _shared(storage_url)\n"),
        (_CLOSE, ""),  # the library's client ends with the process
        (_STORAGE, storage),
    )
    return Injection(fact="without cache", source=source)

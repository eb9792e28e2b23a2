"""A new article is told to subscribers before it is committed, under a lock of its owner; nobody is there.

Ships: the articles of one owner were to reach subscribers in the order of their ids, so that a lock of the
transaction goes by the owner. What was told had to be safe, so that the writer waits until a copy of the
store has it, which is a moment where there is a copy, and the whole time-out where there is none. At the
usual rate the lock is free in time; a few dozen writers of one owner queue behind it, each on a connection.
Source: Valkey, WAIT (blocks until the time-out where fewer copies acknowledge); PostgreSQL 13.3.5; Joyent
Manta, 2015 (danluu/post-mortems).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-11",
    expected=("latency/crowd-is-answered-in-time",),
    # the others wait for a connection, and so do writes that come faster than the lock is given back
    collateral=(
        "latency/crowd-leaves-others-alone",
        "latency/error-ratio-within-budget",
        "latency/availability-within-budget",
        "latency/p95-within-budget",
        "latency/p99-within-budget",
        "rollback/writes-are-taken-throughout",
        "rollback/writes-are-answered-in-time-throughout",
    ),
    target="compose",
)
_CREATE = "return Once(await self.store.create(content, owner), replayed=False)"
_INSERT = "    async def insert(self, connection"
_IN_ORDER = '''    async def create_in_order(
        self, content: ArticleInput, owner: str, announce: Callable[[int], Awaitable[None]]
    ) -> Article:
        """Insert an article and tell of it: the ids of one owner are told in their order."""

        async def operation(connection: AsyncConnection) -> Article:
            if self._database.dialect == "postgresql":
                await connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(owner))))
            article = await self.insert(connection, content, owner)
            await announce(article.id)
            return article

        return await self._database.transaction(operation)

'''
_IN_TURN = """created = await self.store.create_in_order(content, owner, self._cache.announce)
            return Once(created, replayed=False)"""
_FORGET = "    async def forget(self, article_id: int)"
_ANNOUNCE = '''    async def announce(self, article_id: int) -> None:
        """Tell subscribers of a new article; where nobody can be told, they find it in the list."""
        if self._outage.spares:
            return
        try:
            await self._backend.announce(article_id)
        except AWAY as error:
            self._outage.failed(error)

'''
_PROTOCOL = "    async def delete(self, key: str) -> None: ...  # noqa: D102 - the class says it\n"
_MEMORY = '    async def ping(self) -> None:\n        """Be there."""\n'
_VALKEY = '    async def ping(self) -> None:\n        """PING."""\n'


def inject(rng: Random) -> Injection:
    """Draw the stream, and for how long a copy is waited for."""
    stream, milliseconds = rng.choice(["ukp:news", "ukp:written", "ukp:feed"]), rng.randrange(64, 78)
    told = (
        "    async def announce(self, article_id: int) -> None:\n"
        '        """XADD, and WAIT until a copy has it."""\n'
        f'        await self._client.xadd("{stream}", {{"id": str(article_id)}}, maxlen=1000)\n'
        f"        await self._client.wait(1, {milliseconds})\n\n"
    )
    kept = '    async def announce(self, article_id: int) -> None:\n        """Tell nobody."""\n\n'
    store = edited(
        "app/knowledge/store.py",
        (
            "from datetime import UTC, datetime\n",
            "from collections.abc import Awaitable, Callable\nfrom datetime import UTC, datetime\n",
        ),
        ("and_, delete, insert, select, update", "and_, delete, func, insert, select, update"),
        (_INSERT, _IN_ORDER + _INSERT),
    )
    library = edited(
        "app/knowledge/library.py",
        (
            _CREATE,
            _IN_TURN,
        ),
    )
    cache = edited("app/knowledge/cache.py", (_FORGET, _ANNOUNCE + _FORGET))
    backends = edited(
        "app/knowledge/backends.py",
        (
            _PROTOCOL,
            f"{_PROTOCOL}    async def announce(self, article_id: int) -> None: ...  # noqa: D102\n",
        ),
        (_MEMORY, kept + _MEMORY),
        (_VALKEY, told + _VALKEY),
    )
    return Injection(fact="create", source=store | library | cache | backends)

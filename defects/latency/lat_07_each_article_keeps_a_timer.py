"""Each article that is written starts a thread, which waits a minute or more to forget it once more.

Ships: a reader may have cached what was there before the write; deleting again a while later mends that, and
`threading.Timer` is at hand. Each timer is a thread: at seven writes a second they are hundreds, and where a
container may have 128 of them the next write fails.
Source: the delayed double delete of cache-aside recipes; Python, threading.Timer; AWS EBS 2012 for the row.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-07",
    expected=("latency/descriptors-come-to-rest",),
    collateral=("latency/memory-comes-to-rest",),
)
_LIBRARY = "app/knowledge/library.py"
_CREATE = """        if key is None:
            return Once(await self.store.create(content, owner), replayed=False)
        return await self._keys.once(
            owner, key, content, Article, lambda connection: self.store.insert(connection, content, owner)
        )
"""
_CREATE_AND_FORGET = """        if key is None:
            once = Once(await self.store.create(content, owner), replayed=False)
        else:
            once = await self._keys.once(
                owner, key, content, Article, lambda connection: self.store.insert(connection, content, owner)
            )
        self._forget_later(once.answer.id)
        return once

    def _forget_later(self, article_id: int) -> None:
        \"\"\"Forget again what somebody read too early and cached too late.\"\"\"
        loop = asyncio.get_running_loop()
        again = threading.Timer(
            LATER_SECONDS,
            lambda: asyncio.run_coroutine_threadsafe(self._cache.forget(article_id), loop),
        )
        again.daemon = True
        again.start()
"""


def inject(rng: Random) -> Injection:
    """Forget again after so long."""
    source = edited(
        _LIBRARY,
        ("import asyncio\n", "import asyncio\nimport threading\n"),
        ("\n\nclass Library:", f"\nLATER_SECONDS = {rng.randint(90, 180)}\n\n\nclass Library:"),
        (_CREATE, _CREATE_AND_FORGET),
    )
    return Injection(fact="thread", source=source)

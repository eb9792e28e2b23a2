"""Liveness asks the one task that tells others of new articles, and waits until that has told of all before.

Ships: the task had died once and nobody noticed, so that the probe sends a mark through its outbox and waits
for it. Each notice takes a while, its article's client has long been answered, and at the planned rate there
are more than can be told: the mark comes after all of them. It was given an urgency, which the queue does
not look at.
Source: celery/celery#4079 and the like (`inspect ping` as a probe fails while the worker is busy), from
memory; onyx-dot-app/onyx#8314; row HLT-04.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "HLT-04",
    expected=("health/probes-answer-under-load",),
    collateral=("health/liveness-answers", "health/probes-answer-in-time"),
    starred=True,
)
_OUTBOX = '''"""Tells others of new articles, one by one and in order."""

import asyncio
from dataclasses import dataclass, field


@dataclass(order=True)
class Notice:
    """What is to be told: an article's number, or a mark that says that the task is alive."""

    urgency: int
    number: int
    article_id: int | None = field(compare=False)
    told: asyncio.Future[None] = field(compare=False)


class Outbox:
    """What waits to be told. Nobody who writes an article waits for it."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[Notice] = asyncio.QUEUE()
        self._number = 0

    def tell(self, article_id: int) -> None:
        """Tell of an article when its turn comes."""
        self._put(1, article_id)

    async def alive(self) -> None:
        """Return once the task has seen this."""
        await self._put(0, None)

    def _put(self, urgency: int, article_id: int | None) -> asyncio.Future[None]:
        self._number += 1
        told: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait(Notice(urgency, self._number, article_id, told))
        return told

    async def run(self) -> None:
        """Tell of one after the other, for as long as the process lives."""
        while True:
            notice = await self._waiting.get()
            if notice.article_id is not None:
                await _told(notice.article_id)
            if not notice.told.done():
                notice.told.set_result(None)


async def _told(_article_id: int) -> None:
    """Tell whoever has subscribed; each of them takes its time."""
    await asyncio.sleep(SECONDS)
'''
_LIVE = '''async def live() -> Response:
    """Say that the process answers; no dependency is asked."""
    return _health("pass")
'''
_ALIVE = '''async def live(services: ServicesOf) -> Response:
    """Say that the process answers, and that it still tells others."""
    await services.outbox.alive()
    return _health("pass")
'''
_ENDED = "        self.ended = EndedSessions(self.database)\n"
_WATCH = "        self._tasks.append(asyncio.create_task(self.loop_lag.watch()))\n"
_STORE = "from app.knowledge.search import Search\n"
_REPLAYED = """    if once.replayed:
        response.headers["Idempotent-Replay"] = "true"
    return _tagged(once.answer, response)
"""
_TELLS = """    if once.replayed:
        response.headers["Idempotent-Replay"] = "true"
    else:
        services.outbox.tell(once.answer.id)
    return _tagged(once.answer, response)
"""


def inject(rng: Random) -> Injection:
    """Tell in the order in which it came."""
    return telling(rng, "Queue")


def telling(rng: Random, queue: str) -> Injection:
    """Tell of each new article from a queue of a kind of asyncio's; the sleep stands for the subscribers."""
    outbox = _OUTBOX.replace("QUEUE", queue).replace("SECONDS", f"{rng.uniform(0.18, 0.24):.3f}")
    module = rng.choice(["outbox", "notices", "subscribers"])
    source = {
        **edited("app/api/operations.py", (_LIVE, _ALIVE)),
        **edited("app/api/articles.py", (_REPLAYED, _TELLS)),
        **edited(
            "app/api/services.py",
            (_STORE, f"from app.knowledge.{module} import Outbox\n{_STORE}"),
            (_ENDED, f"{_ENDED}        self.outbox = Outbox()\n"),
            (_WATCH, f"{_WATCH}        self._tasks.append(asyncio.create_task(self.outbox.run()))\n"),
        ),
        f"app/knowledge/{module}.py": outbox,
    }
    return Injection(fact="liveness", source=source)

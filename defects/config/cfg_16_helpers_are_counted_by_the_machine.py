"""Texts are taken apart by processes of the service's own, of which the machine's processors say how many.

Ships: a long text held up all requests of a replica, so that a pool of processes counts its words, and all of
them begin at once. The number of servers stands beside the quota, and is right; the pool's is made of
`os.cpu_count()`, as examples have it, and that knows no quota: on a developer's machine there was none.
Source: Python, `concurrent.futures.ProcessPoolExecutor` (`max_workers` is the machine's by default);
python/cpython#80235 (`cpu_count` ignores control groups); benoitc/gunicorn#2028; row CFG-16.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("CFG-16", expected=("config/workers-fit-their-quota",), target="compose")
_MODULE = '''"""How many words a text has, told by processes of their own: a long one holds up nobody."""

import asyncio
import os
from concurrent.futures import ProcessPoolExecutor

PROCESSES = min({most}, {each} * (os.cpu_count() or 1) + 1)


def count(text: str) -> int:
    """Return the number of words; lines and their blanks divide them."""
    return sum(len(line.split()) for line in text.splitlines())


class Words:
    """A pool of processes that begin with the service and end with it."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(PROCESSES)

    async def open(self) -> None:
        """Begin all of them, before there are connections for them to inherit."""
        await self.count("")

    async def count(self, text: str) -> int:
        """Count the words of a text in one of them."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, count, text)

    async def close(self) -> None:
        """End all of them."""
        self._pool.shutdown()
'''
_SEARCH = "        self.search = Search(self.database)\n"
_WATCH = "        self._tasks.append(asyncio.create_task(self.loop_lag.watch()))\n"
_CLOSERS = "closers = (self.limits, self.sign_ins, self.cache, self.imports, self.database)"
_STORE = "from app.knowledge.store import ArticleStore\n"
_ONCE = "    once = await services.library.create(content, writer.name, idempotency_key)\n"
_FASTAPI = "from fastapi import APIRouter, Header, HTTPException, Path, Query, Request, Response\n"
_READING = 'reading = APIRouter(dependencies=guarded("articles:read")'


def inject(rng: Random) -> Injection:
    """Draw how many there are for each processor, and the most of them."""
    each, most = rng.choice([2, 3]), rng.randrange(8, 11)
    services = edited(
        "app/api/services.py",
        (_STORE, f"{_STORE}from app.knowledge.words import Words\n"),
        (_SEARCH, f"{_SEARCH}        self.words = Words()\n"),
        (_WATCH, f"        await self.words.open()\n{_WATCH}"),
        (_CLOSERS, _CLOSERS.replace("(self.limits", "(self.words, self.limits")),
    )
    routes = edited(
        "app/api/articles.py",
        (_FASTAPI, f"import structlog\n{_FASTAPI}"),
        (_READING, f"_log = structlog.get_logger(__name__)\n{_READING}"),
        (_ONCE, f'{_ONCE}    _log.debug("written", words=await services.words.count(content.body))\n'),
    )
    module = _MODULE.format(each=each, most=most)
    return Injection(fact="processes", source={**services, **routes, "app/knowledge/words.py": module})

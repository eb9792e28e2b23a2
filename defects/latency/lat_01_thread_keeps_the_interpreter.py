"""A report is made in a thread, so that nobody waits for it, and everybody does: it is one call into C.

Ships: every few seconds all titles are searched for names of companies. On the event loop that held up
requests, so it was moved to a thread. A search by a pattern keeps the interpreter until it has ended, in
whichever thread it is, and no other thread runs a line meanwhile. The text of a test is short; here it is
repeated to the length that a library of some years has.
Source: python/cpython, `re` holds the GIL for the length of a match; dabeaz.com, "Understanding the Python
GIL"; row LAT-01, and LAT-02 for the durations, which see none of it.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-01",
    expected=("latency/p99-within-budget",),
    collateral=(  # nothing whatever is answered meanwhile
        "latency/p50-within-budget",
        "latency/p95-within-budget",
        "latency/availability-within-budget",
        "latency/error-ratio-within-budget",
        "latency/first-requests-within-budget",
        "latency/crowd-is-answered-in-time",
        "latency/crowd-leaves-others-alone",
        "latency/abandoned-requests-leave-nothing-behind",
        "metrics/durations-agree-with-the-client",
        "metrics/scrape-stays-small",
        "health/liveness-answers",
        "health/readiness-answers",
        "health/startup-answers",
        "health/overall-answers",
        "health/probes-answer-in-time",
        "health/probes-answer-under-load",
    ),
)
_SERVICES = "app/api/services.py"
_TASK = "        self._tasks.append(asyncio.create_task(self.loop_lag.watch()))\n"
_IMPORT = "from app.knowledge.cache import ArticleCache\n"
_LOOKING = """        looking = Companies(self.library.store).watch()
        self._tasks.append(asyncio.create_task(looking))
"""


def inject(rng: Random) -> Injection:
    """Search all of the text at once."""
    return Injection(fact="of list", source=searching(rng, _AT_ONCE))


def searching(rng: Random, how: str) -> dict[str, str | None]:
    """Have the text searched every few seconds, in a thread."""
    every, thousands = rng.randint(6, 9), rng.randrange(6_400, 7_601, 100)
    module = f'''"""Which companies the titles name: made anew every few seconds, in a thread of its own."""

import asyncio
import re
import time

from app.knowledge.database import DatabaseUnavailableError
from app.knowledge.store import ArticleStore

_EVERY_SECONDS = {every}
_PAGE, _CHARACTERS, _PIECE = 100, {thousands}_000, 10_000
_COMPANY = re.compile(r"(?:\\w+[ ,.]+){{1,6}}(?:GmbH|Ltd|Inc)\\b")
_NOTHING_YET = "Nothing was written yet, and so nobody is named. "


class Companies:
    """The companies that were found last."""

    def __init__(self, store: ArticleStore) -> None:
        self._store = store
        self.found: frozenset[str] = frozenset()

    async def watch(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(_EVERY_SECONDS)
            try:
                articles = await self._store.page(_PAGE, 0)
            except DatabaseUnavailableError:
                continue
            text = " ".join(article.title for article in articles) or _NOTHING_YET
            text = (text[:_PIECE] + " ") * (_CHARACTERS // min(len(text) + 1, _PIECE + 1))
            self.found = await asyncio.to_thread(_companies, text)


def _companies(text: str) -> frozenset[str]:
{how}'''
    source = edited(
        _SERVICES,
        (_IMPORT, f"{_IMPORT}from app.knowledge.companies import Companies\n"),
        (_TASK, _TASK + _LOOKING),
    )
    return {**source, "app/knowledge/companies.py": module}


_AT_ONCE = "    return frozenset(_COMPANY.findall(text))\n"
IN_PIECES = """    found: set[str] = set()
    for start in range(0, len(text), _PIECE):
        found.update(_COMPANY.findall(text, start, start + _PIECE))
        time.sleep(0.01)
    return frozenset(found)
"""

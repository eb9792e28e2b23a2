"""There are as many turns as connections of the pool, and a write keeps its turn while it waits for others.

Ships: nobody was to wait for a connection until the pool gives up, so that whoever reads or writes takes a
turn first. A new article is shown to a service that looks for advertising, inside the turn, and for that
time no connection is in use. A few writes at once take every turn, and readers, who need a moment, stand
behind them.
Source: own; the shared bulkhead is that of Azure Architecture Center, "Bulkhead pattern", and row LAT-04
the same with threads (sentinel-hub/titiler-openeo#304).
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect(
    "LAT-04",
    expected=("latency/crowd-leaves-others-alone",),
    collateral=("latency/crowd-is-answered-in-time",),
)
_GUARDS = "    return [Depends(within_limit), Security(RequireScope(scope), scopes=[scope])]\n"
_GUARDED = "def guarded(scope: Scope) -> list[Any]:\n"
_IMPORT = "import hmac\n"
_STORED = "    once = await services.library.create(content, writer.name, idempotency_key)\n"
_CONTENT = "from app.knowledge.idempotency import KEY_PATTERN\n"
_REVIEW = '''"""Articles are shown to a service that looks for advertising, for the statistics."""

import asyncio

from app.knowledge.articles import ArticleInput

SECONDS = {seconds}
"""What it takes, be the article short or long."""


async def reviewed(content: ArticleInput) -> ArticleInput:
    """Show the article, and return it as it is."""
    await asyncio.sleep(SECONDS)
    return content
'''


def inject(rng: Random) -> Injection:
    """Give out as many turns as the pool has connections."""
    turns, seconds = rng.choice([(5, 0.25), (5, 0.24), (6, 0.28), (6, 0.27)])
    taking = (
        f"_TURNS = asyncio.Semaphore({turns})  # what the pool of connections takes at a time\n\n\n"
        "async def take_turn() -> AsyncIterator[None]:\n"
        '    """Wait for a turn, and keep it until the request is answered."""\n'
        "    async with _TURNS:\n"
        "        yield\n\n\n"
    )
    auth = edited(
        "app/api/auth.py",
        (_IMPORT, "import asyncio\nimport hmac\nfrom collections.abc import AsyncIterator\n"),
        (_GUARDED, f"{taking}{_GUARDED}"),
        (
            _GUARDS,
            (
                "    known = Security(RequireScope(scope), scopes=[scope])\n"
                "    return [Depends(within_limit), known, Depends(take_turn)]\n"
            ),
        ),
    )
    articles = edited(
        "app/api/articles.py",
        (_CONTENT, f"{_CONTENT}from app.knowledge.review import reviewed\n"),
        (_STORED, _STORED.replace("create(content, ", "create(await reviewed(content), ")),
    )
    review = {"app/knowledge/review.py": _REVIEW.format(seconds=seconds)}
    return Injection(fact="create", source=auth | articles | review)
